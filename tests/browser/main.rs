//! The pages in a real browser: Chromium, driven through chromedriver. Where there is none, every test says
//! that it skips.

mod browser;

use browser::{Browser, EXAMPLES, shown};
use fantoccini::Locator;
use serde_json::{Value, json};

/// Names of the models of the list.
const NAMES: &str = "return [...document.querySelectorAll('.ranked h2 a')].map(a => a.getAttribute('href').slice(3))";

/// The ids that the terminal lists for these flags.
fn in_the_terminal(flags: &[&str]) -> Value {
    let document = browser::terminal(flags);
    document["results"].as_array().expect("results").iter().map(|r| r["id"].clone()).collect()
}

#[test]
fn ten_people_see_the_list_of_the_terminal() {
    Browser::with(&[], async |page| {
        for (query, flags) in [
            ("", vec![]),
            ("budget=50", vec!["--budget", "50"]),
            ("bass=5&use=sport", vec!["--bass", "5", "--use", "sport"]),
            ("sound=warm&plug=4.4mm", vec!["--sound", "warm", "--plug", "4.4mm"]),
            ("like=hexa&but=cheaper", vec!["--like", "hexa", "--but", "cheaper"]),
            ("source=apple+dongle&budget=200", vec!["--source", "apple dongle", "--budget", "200"]),
            ("disliked=kato:sharp", vec!["--disliked", "kato:sharp"]),
            ("use=sleep&ears=small", vec!["--use", "sleep", "--ears", "small"]),
            ("detail=5&budget=1000&eq=yes", vec!["--detail", "5", "--budget", "1000", "--eq"]),
            ("where=iem.released+%3E%3D+2023", vec!["--where", "iem.released >= 2023"]),
        ] {
            page.open(&format!("/advice?{query}")).await;
            assert_eq!(page.run(NAMES, vec![]).await, in_the_terminal(&flags), "{query}");
        }
    });
}

/// From the first page to a list whose address opens the same list again.
async fn from_the_first_question_to_a_link(page: &Browser) {
    page.open("/").await;
    page.click("a.door[href='/quiz']").await;
    for _ in 0..20 {
        let at = page.path().await;
        if at.starts_with("/advice") {
            break;
        }
        let asked = page.run("return document.querySelector('[name=now]').value", vec![]).await;
        match asked.as_str() {
            Some("budget") => page.fill("#f-budget", "120").await,
            Some("use") => page.click("label[for='f-use-2']").await,
            Some("sound") => page.click("label[for='f-sound-2']").await,
            _ => {
                page.click("button[value='-']").await;
                continue;
            }
        }
        page.click("form[action='/quiz'] button.main").await;
    }
    let address = page.path().await;
    assert!(
        address.contains("budget=120") && address.contains("use=commute") && address.contains("sound=warm"),
        "{address}"
    );
    let list = page.run(NAMES, vec![]).await;
    assert_eq!(list, in_the_terminal(&["--budget", "120", "--use", "commute", "--sound", "warm"]));
    page.open(&address).await;
    assert_eq!(page.run(NAMES, vec![]).await, list, "the link is the result");
}

#[test]
fn the_questions_lead_to_a_link() {
    Browser::with(&[], async |page| from_the_first_question_to_a_link(page).await);
}

#[test]
fn the_questions_need_no_script() {
    Browser::with(&["--blink-settings=scriptEnabled=false"], async |page| {
        // The driver still runs its own scripts; those of the page do not.
        from_the_first_question_to_a_link(page).await;
        page.open("/advice?budget=100").await;
        assert_eq!(
            page.run("return document.querySelector('.theme').hidden", vec![]).await,
            json!(true),
            "a script ran"
        );
        page.run("document.querySelector('#f-bass').value = '5'", vec![]).await;
        page.click("form[data-live] button.main").await;
        assert_eq!(page.path().await, "/advice?budget=100&bass=5");
    });
}

#[test]
fn the_list_answers_in_place() {
    Browser::with(&[], async |page| {
        page.open("/advice?budget=100").await;
        page.run(
            "window.stays = true; const s = document.querySelector('#f-bass'); s.value = '5'; \
                  s.dispatchEvent(new Event('change', { bubbles: true }))",
            vec![],
        )
        .await;
        page.wait("return location.search.includes('bass=5') && !document.querySelector('[aria-busy]')").await;
        assert_eq!(page.run("return window.stays === true", vec![]).await, json!(true), "the page was loaded again");
        assert_eq!(page.run(NAMES, vec![]).await, in_the_terminal(&["--budget", "100", "--bass", "5"]));
        let told = page.run("return document.querySelector('#said').textContent", vec![]).await;
        assert!(told.as_str().is_some_and(|told| told.contains("models fit")), "{told}");
    });
}

#[test]
fn all_by_keyboard() {
    Browser::with(&[], async |page| {
        page.open("/quiz?budget=100&at=sound").await;
        page.keys("body", "\u{e004}").await; // Tab
        assert_eq!(page.run("return document.activeElement.textContent", vec![]).await, json!("Skip to content"));
        page.focus("#f-sound-0").await;
        page.keys("#f-sound-0", "\u{e015}").await; // the next choice
        assert_eq!(
            page.run("return document.querySelector('[name=sound]:checked').value", vec![]).await,
            json!("harman")
        );
        page.keys("#f-sound-1", "\u{e007}").await; // Enter sends it
        page.wait("return location.search.includes('sound=harman')").await;
        let seen = "const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none'";
        page.open("/").await;
        page.keys("body", "\u{e004}\u{e004}").await;
        assert_eq!(page.run(seen, vec![]).await, json!(true), "the focus is seen");
    });
}

#[test]
fn every_page_fits_a_small_phone() {
    Browser::phone(async |page| {
        for address in EXAMPLES {
            page.open(address).await;
            let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(page.run(wide, vec![]).await, json!(0), "{address} scrolls sideways");
            let small = "return [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]\
                .filter(e => e.closest('p, li, dd, td, th, dt, caption, figcaption, small') === null && e.offsetParent)\
                .map(e => [e.outerHTML.slice(0, 80), e.closest('label')?.getBoundingClientRect() ?? e.getBoundingClientRect()])\
                .filter(([, r]) => r.height < 24 || r.width < 24).map(([html]) => html)";
            assert_eq!(page.run(small, vec![]).await, json!([]), "{address} has targets under 24 px");
        }
    });
}

/// What axe finds, in a line each.
const AXE: &str = "const done = arguments[arguments.length - 1]; axe.run(document, { resultTypes: ['violations'] })\
    .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | '))))";

#[test]
fn axe_finds_nothing_in_light_and_dark() {
    let Some(axe) = browser::axe() else { return };
    Browser::with(&[], async |page| {
        let mut found = Vec::new();
        for address in EXAMPLES {
            page.open(address).await;
            for theme in ["light", "dark"] {
                page.run(&format!("document.documentElement.dataset.theme = '{theme}'"), vec![]).await;
                page.run(&axe, vec![]).await;
                let answer = page.run_later(AXE).await;
                for line in answer.as_array().into_iter().flatten() {
                    found.push(format!("{address} {theme}: {}", shown(line)));
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn pages_are_light_and_stay_where_they_are() {
    Browser::with(&[], async |page| {
        let weight = "const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];\
            return all.reduce((sum, e) => sum + e.transferSize, 0)";
        page.open("/advice?budget=150&bass=4&plug=4.4mm").await;
        let first = page.run(weight, vec![]).await.as_f64().expect("bytes");
        assert!(first > 1_000.0 && first <= 60_000.0, "the first visit takes {first} bytes");
        for address in EXAMPLES {
            page.open(address).await;
            let second = page.run(weight, vec![]).await.as_f64().expect("bytes");
            assert!(second <= 20_000.0, "{address} takes {second} bytes, with what is known of the site");
            let shift = "const done = arguments[arguments.length - 1]; let sum = 0; \
                new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value; }).observe({ type: 'layout-shift', buffered: true }); \
                setTimeout(() => done(sum), 120)";
            let moved = page.run_later(shift).await.as_f64().expect("a number");
            assert!(moved < 0.001, "{address} moves by {moved}");
        }
    });
}

#[test]
fn colours_are_chosen_and_kept() {
    Browser::with(&[], async |page| {
        page.open("/").await;
        page.client
            .find(Locator::XPath("//button[text()='dark']"))
            .await
            .expect("a button")
            .click()
            .await
            .expect("a click");
        let paper = "return getComputedStyle(document.body).backgroundColor";
        let dark = page.run(paper, vec![]).await;
        page.open("/learn").await;
        assert_eq!(page.run(paper, vec![]).await, dark, "the choice is kept");
        assert_eq!(dark, json!("rgb(22, 24, 27)"));
    });
}

#[test]
fn three_chains_are_drawn_and_judged() {
    Browser::with(&[], async |page| {
        page.open("/check").await;
        page.fill("#f-cable", "mmcx").await;
        page.fill("#f-plug", "4.4mm").await;
        page.click("form.parts button.main").await;
        assert_eq!(page.path().await, "/check?cable=mmcx&plug=4.4mm");
        for (address, verdict) in [
            ("/check?iem=IE+900&cable=mmcx&plug=4.4mm&source=apple+dongle", "adapter"),
            ("/check?plug=3.5mm&source=3.5mm", "fits"),
            ("/check?plug=3.5mm&adapter=3.5+female+to+4.4+male&source=4.4mm", "unsafe"),
        ] {
            page.open(address).await;
            let said = "return [...document.querySelectorAll('.joints .verdict')].map(e => e.textContent)";
            let said = page.run(said, vec![]).await;
            assert!(said.as_array().is_some_and(|all| all.contains(&json!(verdict))), "{address}: {said}");
            let drawn = "const s = document.querySelector('.chain svg'); return s.getBoundingClientRect().width > 200";
            assert_eq!(page.run(drawn, vec![]).await, json!(true), "{address} is drawn");
        }
    });
}

#[test]
fn a_pasted_rule_file_shows_where_it_is_wrong() {
    Browser::with(&[], async |page| {
        page.open("/rules").await;
        let text = "{ \"rules\": { \"mine\": { \"require\": \"iem.prise_usd < 100\", \"because\": \"too dear\" } } }";
        page.run(
            "const t = document.querySelector('textarea[name=text]'); t.closest('details')?.setAttribute('open', ''); \
             t.value = arguments[0]; t.form.requestSubmit()",
            vec![json!(text)],
        )
        .await;
        page.wait("return document.querySelector('mark') !== null").await;
        assert_eq!(page.run("return document.querySelector('mark').textContent", vec![]).await, json!("prise_usd"));
        let told = page.run("return document.querySelector('main').textContent", vec![]).await;
        assert!(told.as_str().is_some_and(|told| told.contains("price_usd")), "the nearest is named: {told}");
    });
}

#[test]
fn ticked_models_are_compared() {
    Browser::with(&[], async |page| {
        page.open("/advice?budget=100").await;
        for nth in [1, 2] {
            page.click(&format!(".ranked > li:nth-child({nth}) .tick")).await;
        }
        page.click("form[action='/compare'] button").await;
        let at = page.path().await;
        assert!(at.starts_with("/compare?") && at.matches("m=").count() == 2 && at.contains("budget=100"), "{at}");
        let lines = page.run("return document.querySelectorAll('figure svg polyline').length > 1", vec![]).await;
        assert_eq!(lines, json!(true), "both are drawn");
    });
}
