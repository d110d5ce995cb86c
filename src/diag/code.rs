//! The list of diagnostic codes. The comment of each is the page that explains it.

use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file works, but probably not as meant.
    Warning,
    /// Good to know.
    Info,
}

/// What kind of problem a diagnostic reports.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumMessage, EnumString, IntoStaticStr,
)]
pub enum Code {
    /// The file is not JSON with comments.
    ///
    /// Usually a comma, a quote or a bracket is missing or one too many. Comments
    /// (`// ...`) and a comma after the last entry are allowed; names and texts stand in
    /// double quotes. Files nested more than 512 levels deep are refused.
    E001,
    /// A key that this place does not know.
    ///
    /// Most often a spelling mistake. A key that is not known would silently do nothing,
    /// so it is refused.
    E002,
    /// The same key stands twice in one object.
    ///
    /// Only one of the two could count, and readers would not know which. Remove one.
    E003,
    /// Two rules have the same id.
    ///
    /// Every rule has a name of its own within its file. Rename one of the two, or remove
    /// it. (To replace a built-in rule, put a rule of the same id into a file of the same
    /// name in your own folder.)
    E004,
    /// Keys are missing, or exclude one another.
    ///
    /// A rule has exactly one of `score` (points), `require` (must hold) and `warn` (shows
    /// a caution), and always a `because`. `when` goes with `score` only: put the
    /// condition of a `require` or `warn` into the expression itself.
    E005,
    /// The criterion is not one of criteria.jsonc.
    ///
    /// A file with score rules says which criterion its points count for.
    E006,
    /// An expression is not written as the language wants it.
    ///
    /// An expression looks like `want.bass >= 4 && 'dynamic' in iem.drivers`. Equality is
    /// `==`, and is `&&`, or is `||`, not is `!`.
    ///
    /// Wrong: `iem.form = 'custom' and iem.vented`
    ///
    /// Right: `iem.form == 'custom' && iem.vented`
    E010,
    /// There is no record of that name.
    ///
    /// Facts stand in records: `want` (what the person asked for), `iem` (the model),
    /// `sound` (its measured sound), `match` (the model against the person), `link` (the
    /// connection to the source) and `opinion` (reviewers' grades). A field is written
    /// with its record: `iem.price_usd`.
    ///
    /// Wrong: `model.price_usd < 100`
    ///
    /// Right: `iem.price_usd < 100`
    E011,
    /// The record has no field of that name.
    ///
    /// Most often a spelling mistake. `iem rules schema` lists all fields with what they can be.
    ///
    /// Wrong: `want.bas >= 4`
    ///
    /// Right: `want.bass >= 4`
    E012,
    /// Values of kinds that do not go together.
    ///
    /// Numbers compare with numbers, texts with texts; `&&`, `||` and `!` want true or
    /// false; `in` wants a set or a list on its right.
    ///
    /// Wrong: `iem.price_usd < '100'`
    ///
    /// Right: `iem.price_usd < 100`
    E013,
    /// The word is not one that this field can have.
    ///
    /// Fields such as `iem.drivers` have a fixed list of words. A word outside the list
    /// can never match, so it is refused.
    ///
    /// Wrong: `'dynamc' in iem.drivers`
    ///
    /// Right: `'dynamic' in iem.drivers`
    E014,
    /// A feature of CEL that the rule language leaves out.
    ///
    /// The language is a small part of the Common Expression Language: comparisons,
    /// `&&`, `||`, `!`, `? :`, `in`, `+ - * /`, `has()`, `abs`, `min`, `max`, `clamp`, `size`
    /// and `ramp`. Methods, indexing, maps, `%`, joining of texts and whole-number types are
    /// left out; the message names the way to say it.
    ///
    /// Wrong: `iem.drivers.contains('dynamic')`
    ///
    /// Right: `'dynamic' in iem.drivers`
    E015,
    /// A `{placeholder}` in a `because` that cannot be filled.
    ///
    /// Between `{` and `}` stands an expression of the language, such as
    /// `{iem.price_usd}`. A brace that is meant as a brace is written twice: `{{`.
    E016,
    /// An example that does not come out as it says.
    ///
    /// The rule was evaluated with the facts of the example and gave something else than
    /// `expect` says. Either the rule or the example is wrong.
    E017,
    /// Units that do not go together.
    ///
    /// Both sides are numbers, but of different kinds, such as dollars and decibels. A plain
    /// number takes the unit of the other side.
    ///
    /// Wrong: `iem.price_usd > sound.bass_db`
    ///
    /// Right: `iem.price_usd > 100 && sound.bass_db > 3`
    W101,
    /// A condition that has only one outcome.
    ///
    /// Within the ranges that the fields can have, this is always true or always false: a
    /// bound outside the range, or two parts that exclude one another.
    ///
    /// Wrong: `want.bass >= 11`
    ///
    /// Right: `want.bass >= 4`
    W102,
    /// A rule that matches no model of the catalogue.
    ///
    /// Whatever a person asks for, its condition is false for every model there is.
    W103,
    /// A rule that can never be judged.
    ///
    /// It needs a fact that no model of the catalogue has.
    W104,
    /// A rule that is the same as another one.
    ///
    /// Condition and points are the same, so its points count twice.
    W105,
    /// A preference that no rule reads.
    ///
    /// Asking for it would change nothing: no rule that is switched on reads it, nor does
    /// the program itself.
    W106,
    /// A wish that no rule answers.
    ///
    /// Somebody who asks for it gets no answer: no rule that is switched on names it under
    /// `answers`.
    ///
    /// Mend: `"answers": "use.sleep"` in the rule that judges it
    W107,
    /// Points for what is not known, in a rule that answers no wish.
    ///
    /// `unknown` counts only for people who asked for what the rule answers, so without
    /// `answers` it never counts.
    ///
    /// Mend: name the wish beside it, `"answers": "ears"`
    W108,
    /// A rule that replaces one of an earlier layer.
    ///
    /// Files of the user's folder, of `./.iem` and of `--rules` replace built-in rules of
    /// the same file name and id, as a whole.
    I201,
}

impl Code {
    /// `E012`.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// How bad this kind of problem is.
    pub fn severity(self) -> Severity {
        match self.id().as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'I') => Severity::Info,
            _ => Severity::Error,
        }
    }

    /// The page that explains it: a title line, then paragraphs.
    pub fn explanation(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }
}
