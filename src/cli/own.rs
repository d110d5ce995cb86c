//! `iem models import` and `iem models edit`: measurements and facts of one's own.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand};
use iem::catalog::phone_book::{self, Phone, Site, Variant};
use iem::catalog::{Catalog, Named, Names, OwnFile};
use iem::report::{self, Import, Imported, Skipped, SkippedKind as Kind};
use iem::sound::sides::Sides;
use iem::sound::{Curve, Measured, Rig, read};
use iem::{Engine, schemas, store};
use serde_json::Value;

use super::global::{Answer, Format, Global, page, to_json};

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsCommand {
    /// Adds measured curves of your own: files of one earphone, or a squig.link `phone_book.json`
    Import(ImportArgs),
    /// Sets a fact of a model, or opens your file of it in an editor
    Edit(EditArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem models import \"Aria 2 L.txt\" \"Aria 2 R.txt\" --name \"Moondrop Aria 2\"
  iem models import squig/phone_book.json

The curve replaces the built-in one of that model, and a model that is not in the catalogue
is added. From a list, a response is replaced only by a better measured one (both sides, and
no more measurers before), and variants (samples, tips, filters, switches) stay beside it.
Nothing built-in is lost: delete the file that is named to go back.")]
pub(crate) struct ImportArgs {
    /// Left and right of one earphone, or a squig.link list (`phone_book.json`) with its curves
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Brand and model that the files belong to
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The coupler it was measured with, where file and name say another one than 711 wrongly
    #[arg(long, value_name = "RIG", value_parser = super::curve::rig)]
    rig: Option<Rig>,
    /// Who measured it, as `iem show` will say
    #[arg(long, value_name = "WHO")]
    measured_by: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  iem models edit \"aria 2\" price_usd=79 --source \"shop\"
  iem models edit hexa weight_g=5.2 discontinued=true
  iem models edit hexa nozzle_mm=null
  iem models edit hexa                        opens your file of it in $EDITOR")]
pub(crate) struct EditArgs {
    /// The model
    #[arg(value_name = "MODEL")]
    model: String,
    /// Facts to set; null is \"not known\"
    #[arg(value_name = "KEY=VALUE")]
    facts: Vec<String>,
    /// Where you read it; without, it counts as recalled
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
}

pub(crate) fn run(command: &ModelsCommand, global: &Global) -> anyhow::Result<Answer> {
    match command {
        ModelsCommand::Import(args) => import(args, global),
        ModelsCommand::Edit(args) => edit(args, global),
    }
}

/// A curve on its way into the person's folder.
struct Incoming {
    named: Named,
    name: String,
    curve: Curve,
    measured_by: String,
    price_usd: Option<f64>,
    notes: Vec<String>,
    /// From a list, and whether both sides were measured there; a list replaces only what is worse.
    listed: Option<bool>,
}

impl Incoming {
    /// Why what the catalogue has stays, if it does.
    fn no_better_than(&self, known: &Measured) -> Option<String> {
        let both_sides = self.listed?;
        let own = known.measured_by.iter().any(|by| *by == self.measured_by);
        let by = iem::diag::list(known.measured_by.iter().map(AsRef::as_ref));
        let better = own || (known.n <= 1 && both_sides);
        (!better).then(|| format!("the response by {by} stays; to take this one, import its files with --name"))
    }
}

fn import(args: &ImportArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let catalog = engine.catalog()?;
    let names = Names::of(catalog);
    let book = args.files.iter().find(|f| f.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")));
    let (incoming, skipped) = match (book, &args.name) {
        (Some(_), Some(_)) => bail!("--name is for the files of one earphone; a phone_book.json names its own"),
        (Some(_), None) if args.files.len() > 1 => bail!("give one phone_book.json at a time, without other files"),
        (Some(book), None) => from_book(book, args, &names)?,
        (None, Some(name)) => (vec![from_files(args, name, &names)?], Vec::new()),
        (None, None) => bail!("whose curve is it? Add --name \"Brand Model\""),
    };
    let import = keep(incoming, skipped, catalog, engine)?;
    if import.imported.is_empty() {
        bail!("nothing was imported\n{}", report::import_human(&import, page(global)).trim_end());
    }
    Ok(Answer::ok(match global.format() {
        Format::Json => to_json(&report::import_json(&import)),
        _ => report::import_human(&import, page(global)),
    }))
}

fn from_files(args: &ImportArgs, name: &str, names: &Names) -> anyhow::Result<Incoming> {
    let Some(named) = names.find(name) else {
        bail!("--name: \"{name}\" must hold the brand and the model, such as \"Moondrop Aria 2\"");
    };
    let reading = read::earphone(&args.files)?;
    let files: Vec<String> = args.files.iter().map(|f| file_name(f)).collect();
    let measured_by = args.measured_by.clone().unwrap_or_else(|| format!("your file {}", files.join(", ")));
    if let Some(rig) = args.rig.or(reading.rig).filter(|rig| *rig != Rig::Coupler711) {
        bail!("{}; if it was a 711, add --rig 711", rig_note(rig));
    }
    let notes = reading.sides.as_ref().and_then(Sides::caveat).into_iter().collect();
    Ok(Incoming {
        named,
        name: name.to_owned(),
        curve: reading.curve,
        measured_by,
        price_usd: None,
        notes,
        listed: None,
    })
}

fn rig_note(rig: Rig) -> String {
    format!(
        "measured with another coupler ({}), whose curves cannot stand beside those of the catalogue (711)",
        rig.title()
    )
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// All earphones of a squig.link list whose curves can be read, and those that cannot.
fn from_book(book: &Path, args: &ImportArgs, names: &Names) -> anyhow::Result<(Vec<Incoming>, Vec<Skipped>)> {
    let text = store::text_up_to(book, phone_book::MAX_BYTES)?;
    let (phones, odd) = phone_book::parse(&text).map_err(|e| anyhow!("{}: {e}", book.display()))?;
    let mut skipped: Vec<Skipped> = odd.into_iter().map(|o| Skipped::new(Kind::Entry, o.name, o.because)).collect();
    let folder = book.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let site_name = std::fs::canonicalize(folder).map_or_else(|_| file_name(folder), |p| file_name(&p));
    let by = args.measured_by.clone().unwrap_or_else(|| format!("squig.link list in {site_name}"));
    let (site, phones) = (Site::of(book), apart(phones, names));
    let mut incoming = Vec::new();
    let mut progress = Progress::new(phones.len());
    for phone in &phones {
        progress.step();
        let full = |name: &str| format!("{} {name}", phone.brand);
        match variant_of(phone, &phones, names) {
            Some(base) => skipped.push(Skipped::variant(full(&phone.name), &full(&base))),
            None => match from_phone(phone, &site, &by, args.rig, names) {
                Ok(one) => incoming.push(one),
                Err((kind, because)) => skipped.push(Skipped::new(kind, full(&phone.name), because)),
            },
        }
        skipped.extend(phone.variants.iter().map(|v| Skipped::variant(full(&v.name), &full(&phone.name))));
    }
    progress.done();
    Ok((incoming, skipped))
}

/// Variants that the catalogue knows as a model of their own are phones of their own.
fn apart(phones: Vec<Phone>, names: &Names) -> Vec<Phone> {
    let mut all = Vec::new();
    for mut phone in phones {
        let own = id_of(&phone, &phone.name, names);
        let (models, variants) = phone
            .variants
            .iter()
            .cloned()
            .partition::<Vec<_>, _>(|v| id_of(&phone, &v.name, names).is_some_and(|id| Some(id) != own));
        let of = |v: Variant| Phone {
            name: v.name,
            file: v.file,
            with: None,
            price_usd: None,
            variants: Vec::new(),
            ..phone.clone()
        };
        let models: Vec<Phone> = models.into_iter().map(of).collect();
        phone.variants = variants;
        all.push(phone);
        all.extend(models);
    }
    all
}

/// What a name of a phone's brand stands for; sites write a part of the brand apart.
fn named(phone: &Phone, name: &str, names: &Names) -> Option<Named> {
    let full = names.find_of(&phone.brand, name);
    match &full {
        Some(Named::Known(_)) => full,
        _ => names.find_of(&phone.short_brand, name).filter(|n| matches!(n, Named::Known(_))).or(full),
    }
}

/// The id, if the catalogue has the model.
fn id_of(phone: &Phone, name: &str, names: &Names) -> Option<String> {
    match named(phone, name, names) {
        Some(Named::Known(id)) => Some(id),
        _ => None,
    }
}

/// The model that a phone is a variant of: one of the same list or of the catalogue.
fn variant_of(phone: &Phone, phones: &[Phone], names: &Names) -> Option<String> {
    if id_of(phone, &phone.name, names).is_some() {
        return None;
    }
    let base = phone_book::base_name(&phone.name)?;
    let listed = phones.iter().any(|p| p.brand == phone.brand && p.name.eq_ignore_ascii_case(&base));
    (listed || id_of(phone, &base, names).is_some()).then_some(base)
}

fn from_phone(
    phone: &Phone,
    site: &Site,
    by: &str,
    rig: Option<Rig>,
    names: &Names,
) -> Result<Incoming, (Kind, String)> {
    let named = named(phone, &phone.name, names).ok_or((Kind::Entry, "its name has no letters".to_owned()))?;
    let files = site.curve_files(&phone.file);
    if files.is_empty() {
        let what = format!("no curve file \"{0} L.txt\", \"{0} R.txt\" or \"{0}.txt\" beside the list", phone.file);
        return Err((Kind::NoFile, what));
    }
    let mut notes: Vec<String> = phone.with.iter().map(|with| format!("measured with: {with}")).collect();
    let mut good = Vec::new();
    for file in &files {
        match read::file(file) {
            Ok(_) => good.push(file),
            Err(error) => notes.push(format!("left out: {error}")),
        }
    }
    if good.is_empty() {
        return Err((Kind::Unreadable, notes.join("; ")));
    }
    let reading = read::earphone(&good).map_err(|e| (Kind::Unreadable, e.to_string()))?;
    if let Some(rig) = rig.or(reading.rig).filter(|rig| *rig != Rig::Coupler711) {
        return Err((Kind::Rig, rig_note(rig)));
    }
    let sides = reading.sides.as_ref();
    notes.extend(sides.and_then(Sides::caveat));
    let both_sides = sides.is_some_and(|s| !s.disagree());
    let (name, price_usd) = (format!("{} {}", phone.brand, phone.name), phone.price_usd);
    Ok(Incoming {
        named,
        name,
        curve: reading.curve,
        measured_by: by.to_owned(),
        price_usd,
        notes,
        listed: Some(both_sides),
    })
}

/// Puts curves into the person's files: all are checked before the first is written.
fn keep(
    incoming: Vec<Incoming>,
    mut skipped: Vec<Skipped>,
    catalog: &Catalog,
    engine: &Engine,
) -> anyhow::Result<Import> {
    let folder = models_folder()?;
    let mut texts: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut imported: Vec<Imported> = Vec::new();
    for one in incoming {
        let id = one.named.id().to_owned();
        let path = folder.join(format!("{id}.jsonc"));
        if texts.contains_key(&path) {
            skipped.push(Skipped::new(Kind::Twice, one.name, format!("{id} came twice; the first one was kept")));
            continue;
        }
        let before = catalog.get(&id).and_then(|e| e.measured.as_ref());
        if let Some(because) = before.and_then(|known| one.no_better_than(known)) {
            skipped.push(Skipped::new(Kind::Kept, one.name, because));
            continue;
        }
        let file = match existing(&path)? {
            Some(file) => file,
            None => OwnFile::new(&id, &one.name, new_brand(&one.named)),
        };
        file.set_response(&id, &one.curve, &one.measured_by);
        if let (Some(price), Named::New { .. }) = (one.price_usd, &one.named) {
            file.set_fact(&id, "price_usd", &price.into(), Some(&one.measured_by));
        }
        imported.push(Imported {
            name: catalog.get(&id).map_or(one.name, |e| e.model.name()),
            replaces: before.map(|m| m.measured_by.iter().map(ToString::to_string).collect()),
            new: matches!(one.named, Named::New { .. }),
            file: path.display().to_string(),
            notes: one.notes,
            id,
        });
        texts.insert(path, file.text());
    }
    check(&texts, engine)?;
    for (path, text) in &texts {
        store::keep(path, text)?;
    }
    Ok(Import { folder: folder.display().to_string(), imported, skipped })
}

fn new_brand(named: &Named) -> Option<(&str, &str)> {
    match named {
        Named::New { brand, model, .. } => Some((brand, model)),
        Named::Known(_) => None,
    }
}

fn models_folder() -> anyhow::Result<PathBuf> {
    let folder = store::config_dir().ok_or_else(|| anyhow!("your settings folder is not known; set IEM_CONFIG_DIR"))?;
    Ok(folder.join("models"))
}

fn existing(path: &Path) -> anyhow::Result<Option<OwnFile>> {
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(OwnFile::open(&path.display().to_string(), &store::text(path)?).map_err(iem::Error::Broken)?))
}

/// Whether the catalogue would be whole with these files.
fn check(texts: &BTreeMap<PathBuf, String>, engine: &Engine) -> Result<(), iem::Error> {
    let files: Vec<(String, String)> =
        texts.iter().map(|(path, text)| (path.display().to_string(), text.clone())).collect();
    engine.catalog_with(&files).map(drop)
}

fn edit(args: &EditArgs, global: &Global) -> anyhow::Result<Answer> {
    let engine = global.engine();
    let before = engine.catalog()?;
    let entry = engine.model(&args.model)?;
    let id = entry.model.id.to_string();
    let path = models_folder()?.join(format!("{id}.jsonc"));
    let known = existing(&path)?;
    if args.facts.is_empty() {
        let text = known.unwrap_or_else(|| OwnFile::new(&id, &entry.model.name(), None)).text();
        return in_editor(&path, &text, &entry.model.name(), global);
    }
    let mut text = known.unwrap_or_else(|| OwnFile::new(&id, &entry.model.name(), None)).text();
    let mut keys = Vec::new();
    for fact in &args.facts {
        let (key, value) = key_and_value(fact)?;
        text = set(&text, &path, &id, &key, value, args, engine)?;
        keys.push(key);
    }
    store::keep(&path, &text)?;
    let changed = global.engine();
    let after = changed.catalog()?;
    let entries = before.get(&id).zip(after.get(&id)).ok_or_else(|| anyhow!("{id} is not in the catalogue"))?;
    Ok(Answer::ok(match global.format() {
        Format::Json => to_json(&report::models_json(std::iter::once(entries.1))),
        _ => report::edited_human(entries.0, entries.1, &keys, &path.display().to_string(), page(global)),
    }))
}

/// `price_usd=79`.
fn key_and_value(fact: &str) -> anyhow::Result<(String, &str)> {
    let keys = schemas::model_keys();
    let Some((key, value)) = fact.split_once('=').map(|(k, v)| (k.trim(), v.trim())) else {
        bail!("\"{fact}\" sets nothing; write KEY=VALUE, such as price_usd=79");
    };
    // `price` is `price_usd`, as `iem show` calls it.
    let bare = |k: &str| ["_usd", "_ohm", "_db", "_mm", "_g"].iter().any(|unit| k.strip_suffix(unit) == Some(key));
    let key = keys.iter().find(|k| *k == key).or_else(|| keys.iter().find(|k| bare(k))).map_or(key, String::as_str);
    if !keys.iter().any(|k| k == key) {
        let short = keys.iter().map(|k| k.split('_').next().unwrap_or(k));
        let near = iem::diag::nearest(key, keys.iter().map(String::as_str).chain(short));
        let near = near.map(|n| format!("did you mean `{n}`? ")).unwrap_or_default();
        bail!("there is no fact `{key}`; {near}the facts are {}", keys.join(", "));
    }
    if value.is_empty() {
        bail!("{key}: the value is missing; write {key}=null for \"not known\"");
    }
    Ok((key.to_owned(), value))
}

/// The text with a fact in it, read as a number or word, a text, or a list: whichever the catalogue takes.
fn set(
    text: &str,
    path: &Path,
    id: &str,
    key: &str,
    value: &str,
    args: &EditArgs,
    engine: &Engine,
) -> anyhow::Result<String> {
    let list = value.split(',').map(|v| Value::from(v.trim())).collect::<Vec<_>>();
    let ways = serde_json::from_str(value).ok().into_iter().chain([Value::from(value), Value::from(list)]);
    let mut first = None;
    for way in ways {
        let file = OwnFile::open(&path.display().to_string(), text).map_err(iem::Error::Broken)?;
        file.set_fact(id, key, &way, args.source.as_deref());
        let tried = file.text();
        match check(&BTreeMap::from([(path.to_owned(), tried.clone())]), engine) {
            Ok(()) => return Ok(tried),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(refused(&format!("{key}={value}"), first))
}

/// Why a fact was not taken; the file that it would stand in is not written.
fn refused(fact: &str, error: Option<iem::Error>) -> anyhow::Error {
    match error {
        Some(iem::Error::Broken(broken)) => {
            let (message, help) = broken.found.first().map(|d| (d.message.clone(), d.way_out())).unwrap_or_default();
            anyhow!("\"{fact}\" was not taken: {message}; {}", help.unwrap_or_else(|| "write another value".to_owned()))
        }
        Some(error) => anyhow!("\"{fact}\" was not taken: {error}"),
        None => anyhow!("\"{fact}\" was not taken; write KEY=VALUE"),
    }
}

fn in_editor(path: &Path, text: &str, name: &str, global: &Global) -> anyhow::Result<Answer> {
    let example = format!("iem models edit \"{name}\" price_usd=79 --source \"shop\"");
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        bail!(
            "without a terminal there is no editor; set facts directly, such as {example}, or edit {}",
            path.display()
        );
    }
    let editor = ["VISUAL", "EDITOR"].iter().find_map(|v| std::env::var(v).ok().filter(|e| !e.trim().is_empty()));
    let Some(editor) = editor else {
        bail!("no editor is set; set EDITOR (for example EDITOR=nano), or set facts directly: {example}");
    };
    if !path.exists() {
        store::keep(path, text)?;
    }
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = std::process::Command::new(program).args(words).arg(path).status();
    let status =
        status.with_context(|| format!("the editor \"{editor}\" does not start; set EDITOR to another one"))?;
    if !status.success() {
        bail!("the editor \"{editor}\" ended with an error; {} is as it left it", path.display());
    }
    global.engine().catalog().with_context(|| format!("your file {} has a mistake; edit it again", path.display()))?;
    Ok(Answer::ok(format!("\n Your file {} is whole. Look at it with: iem show \"{name}\"\n", path.display())))
}

/// A line on standard error that tells how far it is, when it takes longer than a second.
struct Progress {
    total: usize,
    done: usize,
    shown: Instant,
    any: bool,
}

impl Progress {
    fn new(total: usize) -> Self {
        Self { total, done: 0, shown: Instant::now(), any: false }
    }

    fn step(&mut self) {
        self.done += 1;
        if self.shown.elapsed() < Duration::from_secs(1) || !std::io::stderr().is_terminal() {
            return;
        }
        (self.shown, self.any) = (Instant::now(), true);
        let _ = write!(std::io::stderr(), "\r reading curves: {} of {} earphones", self.done, self.total);
    }

    fn done(&self) {
        if self.any {
            let _ = write!(std::io::stderr(), "\r{:60}\r", "");
        }
    }
}
