//! Tokens to tree: precedence climbing, as the grammar of the language has it.
//!
//! Stops at the first problem: what follows from it would only confuse.

use strum::VariantNames;

use super::ast::{Expr, Kind, MAX_DEPTH, Name, Op};
use super::lexer::{Lexer, Token};
use super::{Code, Problem};
use crate::schema::Record;
use crate::source::Span;

/// Longest text of one expression, in bytes.
const MAX_LEN: usize = 20_000;

/// Parses the text of one expression.
///
/// # Errors
/// The first problem.
pub fn parse(text: &str) -> Result<Expr, Problem> {
    if text.len() > MAX_LEN {
        return Err(Problem::new(Code::E010, Span::new(0, text.len()), "this expression is too long")
            .help("split it into several rules; 20,000 characters are the limit"));
    }
    let mut parser = Parser::new(text)?;
    let tree = parser.expr(0)?;
    match &parser.token {
        Token::End => Ok(tree),
        _ => Err(parser.unexpected("the end of the expression")),
    }
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token,
    span: Span,
    /// End of the token before.
    last_end: u32,
}

type Parsed = Result<Expr, Problem>;

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self, Problem> {
        let mut lexer = Lexer::new(text);
        let (token, span) = lexer.next()?;
        Ok(Self { lexer, token, span, last_end: 0 })
    }

    fn bump(&mut self) -> Result<(Token, Span), Problem> {
        let (token, span) = self.lexer.next()?;
        self.last_end = self.span.end;
        Ok((std::mem::replace(&mut self.token, token), std::mem::replace(&mut self.span, span)))
    }

    fn at(&self, mark: &str) -> bool {
        matches!(self.token, Token::Mark(m) if m == mark)
    }

    fn eat(&mut self, mark: &str) -> Result<bool, Problem> {
        let here = self.at(mark);
        if here {
            self.bump()?;
        }
        Ok(here)
    }

    /// `a ? b : c`, or an `||` expression.
    fn expr(&mut self, depth: u16) -> Parsed {
        self.guard(depth)?;
        let condition = self.binary(1, depth)?;
        if !self.eat("?")? {
            return Ok(condition);
        }
        let yes = self.binary(1, depth + 1)?;
        if !self.eat(":")? {
            return Err(self.unexpected("`:` and what holds otherwise"));
        }
        let no = self.expr(depth + 1)?;
        let span = condition.span.to(no.span);
        let height = condition.depth.max(yes.depth).max(no.depth);
        self.node(Kind::If(Box::new([condition, yes, no])), span, height)
    }

    fn binary(&mut self, min: u8, depth: u16) -> Parsed {
        self.guard(depth)?;
        let mut left = self.unary(depth)?;
        while let Some(op) = self.operator()? {
            if op.precedence() < min {
                break;
            }
            let (_, op_span) = self.bump()?;
            let right = self.binary(op.precedence() + 1, depth + 1)?;
            if op.precedence() == Op::Eq.precedence() {
                self.refuse_chain()?;
            }
            let span = left.span.to(right.span);
            let height = left.depth.max(right.depth);
            left = self.node(Kind::Binary { op, op_span, sides: Box::new([left, right]) }, span, height)?;
        }
        Ok(left)
    }

    /// The operator at the current token, if it is one.
    fn operator(&self) -> Result<Option<Op>, Problem> {
        Ok(Some(match &self.token {
            Token::Mark("||") => Op::Or,
            Token::Mark("&&") => Op::And,
            Token::Mark("==") => Op::Eq,
            Token::Mark("!=") => Op::Ne,
            Token::Mark("<") => Op::Lt,
            Token::Mark("<=") => Op::Le,
            Token::Mark(">") => Op::Gt,
            Token::Mark(">=") => Op::Ge,
            Token::Mark("+") => Op::Add,
            Token::Mark("-") => Op::Sub,
            Token::Mark("*") => Op::Mul,
            Token::Mark("/") => Op::Div,
            Token::Word(word) if word == "in" => Op::In,
            Token::Mark("%") => {
                return Err(Problem::new(Code::E015, self.span, "`%` is not part of the rule language")
                    .label("left out")
                    .help("facts are decimal numbers; compare them with `<` and `>`"));
            }
            _ => return Ok(None),
        }))
    }

    fn refuse_chain(&self) -> Result<(), Problem> {
        match self.operator()? {
            Some(op) if op.precedence() == Op::Eq.precedence() => {
                Err(Problem::new(Code::E010, self.span, "comparisons do not chain")
                    .label("a second comparison")
                    .help("write both with `&&`: 1 < x && x < 3"))
            }
            _ => Ok(()),
        }
    }

    fn unary(&mut self, depth: u16) -> Parsed {
        self.guard(depth)?;
        let Token::Mark(mark @ ("!" | "-")) = self.token else {
            return self.member(depth);
        };
        let start = self.span;
        self.bump()?;
        if let Token::Mark(other @ ("!" | "-")) = self.token
            && other != mark
        {
            return Err(self.unexpected("a value (`!` and `-` do not mix)"));
        }
        let inner = self.unary(depth + 1)?;
        let (span, height) = (start.to(inner.span), inner.depth);
        let inner = Box::new(inner);
        self.node(if mark == "!" { Kind::Not(inner) } else { Kind::Neg(inner) }, span, height)
    }

    /// A primary, then nothing that CEL would allow behind it and the subset does not.
    fn member(&mut self, depth: u16) -> Parsed {
        let value = self.primary(depth)?;
        let left_out = match self.token {
            Token::Mark(".") => ("a value has no further fields or methods", "only records have fields: iem.price_usd"),
            Token::Mark("[") => {
                ("indexing is not part of the rule language", "ask with `in`: 'dynamic' in iem.drivers")
            }
            Token::Mark("{") => ("maps are not part of the rule language", "use a field of a record"),
            _ => return Ok(value),
        };
        Err(Problem::new(Code::E015, self.span, left_out.0).label("left out").help(left_out.1))
    }

    fn primary(&mut self, depth: u16) -> Parsed {
        let span = self.span;
        match &self.token {
            Token::Num(_) | Token::Text(_) => {
                let (token, span) = self.bump()?;
                let kind = match token {
                    Token::Num(value) => Kind::Num(value),
                    Token::Text(text) => Kind::Text(text),
                    _ => return Err(self.unexpected("a value")),
                };
                self.node(kind, span, 0)
            }
            Token::Word(_) => self.word(depth),
            Token::Mark("(") => {
                self.bump()?;
                let mut inner = self.expr(depth + 1)?;
                self.close(")", span)?;
                inner.span = Span { start: span.start, end: self.last_end };
                Ok(inner)
            }
            Token::Mark("[") => self.list(depth),
            Token::Mark("{") => Err(Problem::new(Code::E015, span, "maps are not part of the rule language")
                .label("left out")
                .help("a list stands in square brackets: ['warm', 'bassy']")),
            Token::Mark(".") => Err(Problem::new(Code::E015, span, "a leading dot is not part of the rule language")
                .label("left out")
                .help("write the record first: iem.price_usd")),
            _ => Err(self.unexpected("a value")),
        }
    }

    fn word(&mut self, depth: u16) -> Parsed {
        let (token, span) = self.bump()?;
        let Token::Word(text) = token else {
            return Err(self.unexpected("a value"));
        };
        match text.as_str() {
            "true" | "false" => return self.node(Kind::Bool(text == "true"), span, 0),
            "null" => {
                return Err(Problem::new(Code::E015, span, "`null` is not part of the rule language")
                    .label("left out")
                    .help("ask whether a fact is known with has(iem.price_usd)"));
            }
            "in" => return Err(misplaced("`in` needs a value on its left", span)),
            _ => {}
        }
        let name = Name { text, span };
        if self.at("(") {
            return self.call(name, depth);
        }
        if !self.at(".") {
            let is_record = Record::VARIANTS.contains(&name.text.as_str());
            return Err(if is_record { self.unexpected("`.` and a field of the record") } else { bare_word(&name) });
        }
        let dot = self.span;
        self.bump()?;
        let field = self.field_name()?;
        if self.at("(") {
            return Err(method(&name, &field, dot));
        }
        let span = name.span.to(field.span);
        self.node(Kind::Field { record: name, field }, span, 0)
    }

    fn field_name(&mut self) -> Result<Name, Problem> {
        if !matches!(self.token, Token::Word(_)) {
            return Err(self.unexpected("the name of a field"));
        }
        match self.bump()? {
            (Token::Word(text), span) => Ok(Name { text, span }),
            (_, span) => Err(misplaced("a field's name is missing", span)),
        }
    }

    fn call(&mut self, name: Name, depth: u16) -> Parsed {
        let open = self.span;
        self.bump()?;
        let mut args = Vec::new();
        while !self.at(")") {
            args.push(self.expr(depth + 1)?);
            if !self.eat(",")? {
                break;
            }
        }
        self.close(")", open)?;
        let span = Span { start: name.span.start, end: self.last_end };
        let height = args.iter().map(|a| a.depth).max().unwrap_or(0);
        if name.text == "has" {
            return match <[Expr; 1]>::try_from(args).map(|[arg]| arg.kind) {
                Ok(Kind::Field { record, field }) => self.node(Kind::Has { record, field }, span, 0),
                _ => Err(Problem::new(Code::E013, span, "`has` asks for one field")
                    .label("not a field")
                    .help("for example has(iem.price_usd)")),
            };
        }
        self.node(Kind::Call { name, args }, span, height)
    }

    fn list(&mut self, depth: u16) -> Parsed {
        self.guard(depth)?;
        let open = self.span;
        self.bump()?;
        let mut items = Vec::new();
        while !self.at("]") {
            items.push(self.item(depth + 1)?);
            if !self.eat(",")? {
                break;
            }
        }
        self.close("]", open)?;
        let span = Span { start: open.start, end: self.last_end };
        let height = items.iter().map(|i| i.depth).max().unwrap_or(0);
        self.node(Kind::List(items), span, height)
    }

    /// One entry of a list: a literal, a negative number, or a list.
    fn item(&mut self, depth: u16) -> Parsed {
        let value = self.unary(depth)?;
        let number = |e: &Expr| matches!(e.kind, Kind::Num(_));
        match &value.kind {
            Kind::Num(_) | Kind::Text(_) | Kind::Bool(_) | Kind::List(_) => Ok(value),
            Kind::Neg(inner) if number(inner) => Ok(value),
            _ => Err(Problem::new(Code::E015, value.span, "a list holds only plain words and numbers")
                .label("not a literal")
                .help("compare fields one by one, joined with `||`")),
        }
    }

    fn close(&mut self, mark: &str, open: Span) -> Result<(), Problem> {
        if self.eat(mark)? {
            return Ok(());
        }
        if self.token == Token::End {
            return Err(Problem::new(Code::E010, open, "this bracket is not closed")
                .label("opens here")
                .help(format!("a `{mark}` is missing")));
        }
        Err(self.unexpected(&format!("`{mark}`")))
    }

    fn unexpected(&self, wanted: &str) -> Problem {
        let found = match &self.token {
            Token::Num(_) => "a number".to_owned(),
            Token::Text(_) => "a text".to_owned(),
            Token::Word(word) => format!("`{word}`"),
            Token::Mark(mark) => format!("`{mark}`"),
            Token::End => "the end of the expression".to_owned(),
        };
        let problem = Problem::new(Code::E010, self.span, format!("expected {wanted}, found {found}"));
        let problem = problem.label("not expected here");
        match &self.token {
            Token::Word(word) => match word.to_lowercase().as_str() {
                "and" => problem.help("and is written `&&`"),
                "or" => problem.help("or is written `||`"),
                "not" => problem.help("not is written `!`"),
                _ => problem,
            },
            _ => problem,
        }
    }

    fn node(&self, kind: Kind, span: Span, child_depth: u16) -> Parsed {
        self.guard(child_depth)?;
        Ok(Expr { kind, span, depth: child_depth + 1 })
    }

    fn guard(&self, depth: u16) -> Result<(), Problem> {
        if depth < MAX_DEPTH {
            return Ok(());
        }
        Err(Problem::new(Code::E010, self.span, "this expression is nested too deeply")
            .label("too deep")
            .help("split it into several rules; 200 levels are the limit"))
    }
}

fn misplaced(message: &str, span: Span) -> Problem {
    Problem::new(Code::E010, span, message).label("not expected here")
}

fn bare_word(name: &Name) -> Problem {
    let problem = |message: String| Problem::new(Code::E011, name.span, message);
    let plain =
        |message: &str, help: &str| Problem::new(Code::E010, name.span, message).label("not expected here").help(help);
    match name.text.to_lowercase().as_str() {
        "and" => return plain("`and` is not an operator", "and is written `&&`"),
        "or" => return plain("`or` is not an operator", "or is written `||`"),
        "not" => return plain("`not` is not an operator", "not is written `!`"),
        "if" => return plain("`if` is not part of the rule language", "a choice is written: condition ? yes : no"),
        _ => {}
    }
    let owners: Vec<String> =
        crate::schema::FIELDS.iter().filter(|f| f.name == name.text).map(crate::schema::Field::path).collect();
    match owners.first() {
        Some(first) => problem(format!("`{}` stands without its record", name.text))
            .suggest(first)
            .help(format!("write {}", owners.join(" or "))),
        None => problem(format!("`{}` is neither a record nor a word in quotes", name.text))
            .label("not known")
            .help(format!("a word stands in quotes: '{}'; a fact with its record: iem.price_usd", name.text)),
    }
}

fn method(record: &Name, field: &Name, dot: Span) -> Problem {
    let way_out = match (record.text.as_str(), field.text.as_str()) {
        ("math", "greatest") => "use max(a, b)",
        ("math", "least") => "use min(a, b)",
        ("math", "abs") => "use abs(x)",
        (_, "contains" | "exists") => "ask with `in`: 'dynamic' in iem.drivers",
        (_, "size") => "use size(x)",
        _ => "the functions are abs, min, max, clamp, size, ramp and has",
    };
    Problem::new(Code::E015, dot, "methods are not part of the rule language").label("left out").help(way_out)
}
