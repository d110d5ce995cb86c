//! Shells that take more than clap brings: bash, which cuts words at `:` and `=`, and zsh, which drops what does
//! not begin as it was typed.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine::complete;
use clap_complete::env::{self, EnvCompleter};

/// Bash.
pub(super) struct Bash;

/// Where bash cuts words beside spaces.
const CUTS: [&str; 2] = [":", "="];

/// The words as they were written, and the place of the one at the cursor: `mmcx`, `:`, `4.4` are one.
fn whole(words: Vec<OsString>, at: usize) -> (Vec<OsString>, usize) {
    let (mut joined, mut place): (Vec<OsString>, usize) = (Vec::new(), 0);
    let mut open = false;
    for (i, word) in words.into_iter().enumerate() {
        let cut = CUTS.iter().any(|cut| word == *cut);
        match joined.last_mut().filter(|_| i > 1 && (cut || open)) {
            Some(last) => last.push(word),
            None => joined.push(word),
        }
        open = cut;
        if i <= at {
            place = joined.len() - 1;
        }
    }
    (joined, place)
}

/// `$2` is the word up to the cursor, but nothing where that stands behind a cut.
const BASH: &str = r#"_iem() {
    local IFS=$'\013' words=("${COMP_WORDS[@]}")
    case "${words[COMP_CWORD]}" in
        :|=) ;;
        *) words[COMP_CWORD]="$2" ;;
    esac
    COMPREPLY=( $( _CLAP_IFS="$IFS" _CLAP_COMPLETE_INDEX="$COMP_CWORD" ASKED=bash PROGRAM -- "${words[@]}" 2>/dev/null ) )
    if [[ $? != 0 ]]; then
        unset COMPREPLY
    elif [[ "${COMPREPLY-}" == *[=/:] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o bashdefault -o nosort -F _iem iem 2>/dev/null || complete -o bashdefault -F _iem iem"#;

/// The script with the variable and the program in it.
fn filled(script: &str, var: &str, program: &str) -> String {
    let quoted = format!("'{}'", program.replace('\'', r"'\''"));
    script.replace("ASKED", var).replace("PROGRAM", &quoted)
}

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        var: &str,
        _name: &str,
        _bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(buf, "{}", filled(BASH, var, completer))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let at = std::env::var("_CLAP_COMPLETE_INDEX").ok().and_then(|at| at.parse().ok()).unwrap_or_default();
        let (words, at) = whole(words, at);
        let typed = words.get(at).map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        let found = complete(command, words, at, folder)?;
        let mut found: Vec<String> = found.iter().map(|c| c.get_value().to_string_lossy().into_owned()).collect();
        // Bash puts what all of them begin with in place of what was typed: it must not be less.
        if found.len() > 1 && !shared(&found).to_lowercase().contains(&typed.to_lowercase()) {
            found.insert(0, typed.clone());
        }
        // It replaces only what stands behind its last cut.
        let kept = typed.rfind([':', '=']).map_or(0, |cut| cut + 1);
        let end = std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned());
        let shown: Vec<&str> = found.iter().map(|value| value.get(kept..).unwrap_or(value)).collect();
        write!(out, "{}", shown.join(&end))
    }
}

/// What all of some texts begin with.
fn shared(texts: &[String]) -> &str {
    let Some((first, rest)) = texts.split_first() else { return "" };
    let same = |text: &String| first.char_indices().zip(text.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let length = |text: &String| same(text).unwrap_or(first.len().min(text.len()));
    &first[..rest.iter().map(length).min().unwrap_or(first.len())]
}

/// Zsh.
pub(super) struct Zsh;

/// `-U`: zsh takes every answer, whether or not it begins as it was typed. Where they have nothing more in common
/// than was typed, it shows them and leaves the line as it is.
const ZSH: &str = r#"#compdef iem
_iem() {
    local typed="$PREFIX"
    local -a found=("${(@f)$( \
        _CLAP_IFS=$'\n' _CLAP_COMPLETE_INDEX=$((CURRENT - 1)) ASKED=zsh \
        PROGRAM -- "${words[@]}" 2>/dev/null \
    )}")
    [[ -n $found ]] || return 1
    local -a values shown folders
    local line value
    for line in $found; do
        value="${line%%:*}"
        if [[ $value == */ ]]; then
            folders+=("${line%%/:*}")
        else
            shown+=("$line")
            values+=("$value")
        fi
    done
    [[ -n $folders ]] && compadd -U -S / -q -- ${folders%/}
    [[ -n $shown ]] && _describe -V values shown -U
    local common="$values[1]"
    for value in $values; do
        while [[ "$value" != "$common"* ]]; do common="${common%?}"; done
    done
    if (( $#values > 1 )) && [[ "${(L)common}" != *"${(L)typed}"* || -z $common ]]; then
        compstate[insert]=''
        compstate[list]='list force'
    fi
}
compdef _iem iem"#;

impl EnvCompleter for Zsh {
    fn name(&self) -> &'static str {
        "zsh"
    }

    fn is(&self, name: &str) -> bool {
        name == "zsh"
    }

    fn write_registration(
        &self,
        var: &str,
        _name: &str,
        _bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(buf, "{}", filled(ZSH, var, completer))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        env::Zsh.write_complete(command, words, folder, out)
    }
}
