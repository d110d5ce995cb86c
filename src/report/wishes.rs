//! Wishes in words: all of a person's in one line, and each as the title of its answer.

use crate::advice::Preferences;
use crate::words::{Driver, LEVELS, Plug, Size, Sound, Use};

/// The wishes in one line.
pub fn wishes(asked: &Preferences) -> String {
    let [levels, voices, weights] = &LEVELS;
    let mut said = Vec::new();
    for (level, thing) in [(asked.bass, "bass"), (asked.treble, "treble")] {
        said.extend(level.and_then(|level| Some(format!("{} {thing}", levels.get(usize::from(level) - 1)?))));
    }
    said.extend(asked.vocals.and_then(|level| Some(format!("voices {}", voices.get(usize::from(level) - 1)?))));
    for (level, thing) in [(asked.detail, "detail"), (asked.isolation, "isolation")] {
        said.extend(level.and_then(|level| Some(format!("{thing} {}", weights.get(usize::from(level) - 1)?))));
    }
    said.extend(asked.sound.map(|sound| format!("{} sound", shape(sound))));
    said.extend(asked.uses.iter().map(|place| format!("for {}", use_title(*place))));
    said.extend(asked.fit.map(|fit| format!("{} form", fit.word())));
    said.extend(asked.ears.map(|size| format!("{} ears", size.word())));
    said.extend(asked.plugs.iter().map(|plug| jack(*plug)));
    said.extend(asked.source.iter().map(|name| format!("on {name}")));
    said.extend(asked.cables.iter().map(|cable| format!("your cable {cable}")));
    said.extend(asked.mic.then(|| "a microphone".to_owned()));
    said.extend(asked.eq.then(|| "an equaliser".to_owned()));
    said.extend(asked.drivers.iter().map(|driver| drivers(*driver)));
    said.extend(asked.no_drivers.iter().map(|driver| format!("no {}", drivers(*driver))));
    said.extend(asked.liked.iter().map(|gear| format!("you liked {gear}")));
    said.extend(asked.disliked.iter().map(|gear| format!("you disliked {gear}")));
    if let Some(model) = &asked.like {
        let words: Vec<&str> = asked.but.iter().map(|word| word.word()).collect();
        let but = if words.is_empty() { String::new() } else { format!(" but {}", words.join(" and ")) };
        said.push(format!("like {model}{but}"));
    }
    said.extend(asked.condition.iter().map(|condition| format!("where {condition}")));
    said.extend(asked.weights.iter().map(|w| format!("{} counts {} times", w.criterion, w.factor)));
    said.extend(budget(asked));
    said.join(", ")
}

fn budget(asked: &Preferences) -> Option<String> {
    let budget = asked.budget?;
    Some(match budget.low {
        Some(low) => format!("{low} to {} USD", budget.high),
        None => format!("up to {} USD", budget.high),
    })
}

/// What a wish is called beside its answer.
pub fn title(wish: &str, asked: &Preferences) -> String {
    let sized = |size: Option<Size>| size.map(|size| format!("{} ears", size.word()));
    let kinds = |all: &[Driver]| all.iter().map(|driver| drivers(*driver)).collect::<Vec<_>>().join(", ");
    let own = match wish {
        "budget" => Some("price".to_owned()),
        "vocals" => Some("voices".to_owned()),
        "sound" => asked.sound.map(|sound| shape(sound).to_owned()),
        "ears" => sized(asked.ears),
        "fit" => Some("form".to_owned()),
        "plug" => Some(asked.plugs.iter().map(|plug| jack(*plug)).collect::<Vec<_>>().join(", ")),
        "source" => Some("your device".to_owned()),
        "cable" => Some("your cable".to_owned()),
        "mic" => Some("microphone".to_owned()),
        "eq" => Some("equaliser".to_owned()),
        "drivers" => Some(kinds(&asked.drivers)),
        "no_drivers" => Some(format!("no {}", kinds(&asked.no_drivers))),
        "liked" => Some("as you liked".to_owned()),
        "disliked" => Some("unlike before".to_owned()),
        _ => None,
    };
    let word =
        |place: &str| place.parse::<Use>().map_or_else(|_| place.to_owned(), |place| use_title(place).to_owned());
    own.unwrap_or_else(|| wish.split_once('.').map_or_else(|| wish.to_owned(), |(_, place)| word(place)))
}

fn use_title(place: Use) -> &'static str {
    match place {
        Use::Office => "the office",
        Use::Commute => "the commute",
        Use::Stage => "the stage",
        Use::Studio => "the studio",
        other => other.word(),
    }
}

fn shape(sound: Sound) -> &'static str {
    match sound {
        Sound::Harman => "Harman",
        other => other.word(),
    }
}

/// As people write it: `4.4 mm`, `USB-C`.
pub fn jack(plug: Plug) -> String {
    match plug {
        Plug::UsbC => "USB-C".to_owned(),
        Plug::Lightning => "Lightning".to_owned(),
        Plug::Xlr4 => "4-pin XLR".to_owned(),
        other => other.word().replace("mm", " mm"),
    }
}

fn drivers(driver: Driver) -> String {
    match driver {
        Driver::BalancedArmature => "balanced armatures".to_owned(),
        other => other.word().replace('-', " "),
    }
}
