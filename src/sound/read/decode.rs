//! Bytes to text: UTF-8, UTF-16 with a byte order mark or plainly so, or else Latin-1. Never fails on text;
//! names what a file is that is no text at all.

use super::flaw::{Flaw, REW};

/// First bytes of files that are often given by mistake, and what they are.
const OTHER_FILES: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"RIFF", "a sound file (WAV)"),
    (b"fLaC", "a sound file (FLAC)"),
    (b"\xac\xed\x00\x05", "a REW measurement (mdat)"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet or document of an old Office"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"OggS", "a sound file (Ogg)"),
    (b"ID3", "a sound file (MP3)"),
];

/// The text of a file.
pub(super) fn text(bytes: &[u8]) -> Result<String, Flaw> {
    if bytes.is_empty() {
        return Err(Flaw::whole("the file is empty", REW));
    }
    if let Some((_, what)) = OTHER_FILES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Flaw::whole(format!("this is {what}, not a text file with a curve"), REW));
    }
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8_or_latin1(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if zeros(bytes, 1) => utf16(bytes, u16::from_le_bytes),
        _ if zeros(bytes, 0) => utf16(bytes, u16::from_be_bytes),
        _ => utf8_or_latin1(bytes),
    };
    match text.lines().enumerate().find(|(_, line)| line.chars().any(is_binary)) {
        Some((at, _)) => {
            Err(Flaw::at(at + 1, "there are bytes here that are no text; the file is binary or damaged", REW))
        }
        None => Ok(text),
    }
}

/// Control characters that no text file has. Latin-1 has more of them; comments may hold those.
fn is_binary(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{19}' | '\u{1c}'..='\u{1f}')
}

/// Whether nearly every second byte is 0, from this one on, and no other: UTF-16 of Latin letters without a mark.
fn zeros(bytes: &[u8], from: usize) -> bool {
    let start = &bytes[..bytes.len().min(4000)];
    let count = |from: usize| start.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    start.len() >= 40 && count(from) * 10 >= start.len() / 2 * 9 && count(1 - from) == 0
}

/// Whether a text is JSON.
pub(super) fn is_json(text: &str) -> bool {
    let mut signs = text.trim_start_matches('\u{feff}').chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"' | '}')) => true,
        (Some('['), Some(c)) => matches!(c, '{' | '[' | '"' | '-' | '0'..='9'),
        _ => false,
    }
}

fn utf8_or_latin1(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
