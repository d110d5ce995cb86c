//! Ten lists for ten people, as they read them. `INSTA_UPDATE=always cargo test` takes new ones; read them.

use crate::snapshots::settings;
use crate::support::{iem_at, out};

/// Who asks, and how.
const PEOPLE: &[(&str, &[&str])] = &[
    ("a-sleeper-with-small-ears", &["--use", "sleep", "--ears", "small", "--budget", "100"]),
    ("a-drummer", &["--use", "stage", "--isolation", "5", "--bass", "4", "--budget", "400"]),
    ("a-commuter-with-an-iphone", &["--use", "commute", "--source", "iphone 14", "--budget", "150"]),
    ("who-loves-bass-at-50-usd", &["--sound", "bassy", "--budget", "50"]),
    ("a-friend-of-etymotic", &["--liked", "Etymotic ER4SR", "--isolation", "4", "--budget", "400"]),
    ("a-singer-songwriter", &["--vocals", "4", "--sound", "warm", "--plug", "3.5mm", "--budget", "250"]),
    ("who-mixes", &["--use", "studio", "--detail", "5", "--plug", "6.35mm", "--budget", "500"]),
    ("who-games", &["--use", "gaming", "--mic", "--plug", "usb-c", "--budget", "80"]),
    ("an-audiophile-with-a-4-4-player", &["--detail", "5", "--treble", "4", "--plug", "4.4mm", "--budget", "1500"]),
    (
        "who-found-the-last-one-sharp",
        &["--disliked", "KZ ZS10 Pro:sharp", "--use", "office", "--eq", "--budget", "120"],
    ),
];

#[test]
fn ten_people_are_answered() {
    for (who, asked) in PEOPLE {
        let mut call = vec!["recommend", "--top", "3"];
        call.extend(*asked);
        let text = out(&iem_at(80, &call));
        settings().bind(|| insta::assert_snapshot!(format!("person-{who}"), text));
    }
}
