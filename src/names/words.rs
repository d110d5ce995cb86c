//! The words of a name in their normal form: without case, accents and punctuation.
//!
//! Takes a text, gives words; knows nothing else, so that the build script can use it too.

/// A word, and whether it stands in one piece with the word before: `ie900` is `ie` and `900`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) glued: bool,
}

/// What joins two words of one piece, and what separates pieces, in a line of words.
pub(crate) const GLUE: char = '~';
pub(crate) const GAP: char = ' ';

/// The words of a text in their normal form; letters and digits are separate words.
pub(crate) fn words(text: &str) -> Vec<String> {
    pieces(text).into_iter().map(|word| word.text).collect()
}

/// The words of a text in a line, as names are kept: see [`GLUE`] and [`GAP`].
pub(crate) fn line(text: &str) -> String {
    let mut out = String::new();
    for (at, word) in pieces(text).iter().enumerate() {
        if at > 0 {
            out.push(if word.glued { GLUE } else { GAP });
        }
        out += &word.text;
    }
    out
}

/// The words of a text, each with whether it is glued to the one before.
pub(crate) fn pieces(text: &str) -> Vec<Word> {
    let chars: Vec<char> = fold(&spelt_numerals(text)).chars().collect();
    let mut out = Pieces::default();
    for (at, &c) in chars.iter().enumerate() {
        let digit_after = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        let digit_before = at > 0 && chars[at - 1].is_ascii_digit();
        let number = out.word.chars().next().is_some_and(|c| c.is_ascii_digit());
        if c.is_alphanumeric() {
            if !out.word.is_empty() && c.is_ascii_digit() != number {
                out.end_word();
            }
            out.word.push(c);
        } else if matches!(c, '.' | ',') && digit_before && digit_after {
            out.word.push('.');
        } else if c == '.' && digit_after && out.word.is_empty() {
            out.word.push_str("0.");
        } else if c == '/' && is_fraction(&chars, at) {
            out.word.push('/');
        } else if c == '+' {
            out.end_word();
            out.push("+");
            out.end_piece();
        } else {
            out.end_piece();
        }
    }
    out.end_piece();
    out.done
}

/// Roman numerals that only capitals tell from the word before: `ChuII` as `Chu2`.
fn spelt_numerals(text: &str) -> String {
    if !text.contains("II") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("II") {
        let run = rest[at..].chars().take_while(|c| *c == 'I').count();
        let after = rest[at + run..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let before = rest[..at].chars().last().is_some_and(char::is_lowercase);
        out += &rest[..at];
        match run {
            2 if before && after => out.push('2'),
            3 if before && after => out.push('3'),
            run => out.extend(std::iter::repeat_n('I', run)),
        }
        rest = &rest[at + run..];
    }
    out + rest
}

/// Words as they are found.
#[derive(Default)]
struct Pieces {
    done: Vec<Word>,
    word: String,
    /// Whether a word of this piece is done.
    inside: bool,
}

impl Pieces {
    fn push(&mut self, word: &str) {
        // Sizes are in millimetres whether or not it is said.
        if word != "mm" {
            self.done.push(Word { text: word.to_owned(), glued: self.inside });
            self.inside = true;
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        match word.as_str() {
            "" => {}
            "ii" => self.push("2"),
            "iii" => self.push("3"),
            "iv" => self.push("4"),
            "mkii" => ["mk", "2"].iter().for_each(|w| self.push(w)),
            "mkiii" => ["mk", "3"].iter().for_each(|w| self.push(w)),
            "mkiv" => ["mk", "4"].iter().for_each(|w| self.push(w)),
            joined if joined.len() > 4 && ["mkii", "mkiii"].iter().any(|mk| joined.ends_with(mk)) => {
                let at = joined.rfind("mki").unwrap_or_default();
                for word in [&joined[..at], "mk", if joined.ends_with("iii") { "3" } else { "2" }] {
                    self.push(word);
                }
            }
            other => self.push(other),
        }
    }

    fn end_piece(&mut self) {
        self.end_word();
        self.inside = false;
    }
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
