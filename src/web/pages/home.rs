//! The first page: what it is, three doors, one search field.

use maud::html;

use crate::web::Site;
use crate::web::answer::Answer;
use crate::web::frame::{Sheet, framed, search_field};

/// The first page.
pub(crate) fn home(site: &Site) -> Answer {
    let models = site.engine().catalog().map_or(0, |catalog| catalog.entries().len());
    let main = html! {
        h1.lead { "Which in-ear monitor to buy, and whether cables, plugs and devices fit together." }
        p.note { (models) " models, with every score explained and every fact with its source." }
        ul.doors {
            li { a.door href="/quiz" { strong { "Help me choose" } span { "A few questions, none must be answered. Then a list with reasons." } } }
            li { a.door href="/check" { strong { "Does it fit?" } span { "Cable, plug, adapter, device: what goes together, what is dangerous, what to buy." } } }
            li { a.door href="#look" { strong { "Look something up" } span { "A model, a device, a connector, a word you read somewhere." } } }
        }
        section #look aria-labelledby="look-title" {
            h2 #look-title { "Look something up" }
            (search_field("", "search-home"))
            p.note {
                a href="/advice" { "Advice without questions" } " · " a href="/graph" { "Graphs of measured sound" } " · "
                a href="/learn" { "The words explained" } " · " a href="/rules" { "The rulebook" }
            }
        }
    };
    let title = "iem: which in-ear monitor to buy, and what fits together";
    Answer::page(200, framed(&Sheet { title, main, part: "/", scripts: &[] }))
}
