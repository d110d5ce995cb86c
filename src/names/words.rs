//! The words of a name in their normal form: without case, accents and punctuation.
//!
//! Takes a text, gives words; knows nothing else, so that the build script can use it too.

/// The words of a text in their normal form; letters and digits are separate words.
pub(crate) fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = fold(text).chars().collect();
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let digit_after = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        let digit_before = at > 0 && chars[at - 1].is_ascii_digit();
        let number = word.chars().next().is_some_and(|c| c.is_ascii_digit());
        if c.is_alphanumeric() {
            let same = word.is_empty() || c.is_ascii_digit() == number;
            if !same {
                push_word(&mut out, &mut word);
            }
            word.push(c);
        } else if matches!(c, '.' | ',') && digit_before && digit_after {
            word.push('.');
        } else if c == '.' && digit_after && word.is_empty() {
            word.push_str("0.");
        } else if c == '/' && is_fraction(&chars, at) {
            word.push('/');
        } else {
            push_word(&mut out, &mut word);
            if c == '+' {
                out.push("+".to_owned());
            }
        }
    }
    push_word(&mut out, &mut word);
    out.retain(|w| w != "mm");
    out
}

/// `1/8` is one number, `200/300` are two.
fn is_fraction(chars: &[char], at: usize) -> bool {
    let single = |near: Option<&char>, far: Option<&char>| {
        near.is_some_and(char::is_ascii_digit) && !far.is_some_and(char::is_ascii_digit)
    };
    at > 0
        && single(chars.get(at - 1), at.checked_sub(2).and_then(|i| chars.get(i)))
        && single(chars.get(at + 1), chars.get(at + 2))
}

fn push_word(out: &mut Vec<String>, word: &mut String) {
    match word.as_str() {
        "" => return,
        "ii" => out.push("2".to_owned()),
        "iii" => out.push("3".to_owned()),
        "iv" => out.push("4".to_owned()),
        "mkii" => out.extend(["mk".to_owned(), "2".to_owned()]),
        "mkiii" => out.extend(["mk".to_owned(), "3".to_owned()]),
        "mkiv" => out.extend(["mk".to_owned(), "4".to_owned()]),
        other => out.push(other.to_owned()),
    }
    word.clear();
}

/// Lower case, with the accents of European letters taken off.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => out.push('a'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' => out.push('i'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' => out.push('u'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'ñ' => out.push('n'),
            'š' => out.push('s'),
            'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            '½' => out.push_str("1/2"),
            '¼' => out.push_str("1/4"),
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            other => out.push(other),
        }
    }
    out
}
