//! What can be learnt: a topic, a group of topics.

/// One screen of knowledge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// The word that always leads here.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// One line: what it is about.
    pub summary: String,
    /// Other words that lead here.
    pub words: Vec<String>,
    /// Ids of topics to read next.
    pub see: Vec<String>,
    /// Paragraphs, lists of lines that begin with `- `, drawings indented by four spaces.
    pub text: String,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// Parts of the tables that it explains, as (`connector`, id).
    pub(super) parts: Vec<(String, String)>,
}

/// Topics that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The word that leads here.
    pub id: String,
    /// Other words that lead here.
    pub words: Vec<String>,
    /// Its heading.
    pub title: String,
    /// Ids of its topics, in the order in which to read them.
    pub topics: Vec<String>,
}

/// What a word leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// One topic.
    Topic(&'a Topic),
    /// A group of topics.
    Group(&'a Group),
}

impl<'a> Subject<'a> {
    /// Its id.
    pub fn id(self) -> &'a str {
        match self {
            Self::Topic(topic) => &topic.id,
            Self::Group(group) => &group.id,
        }
    }
}

impl Topic {
    /// The parts that it explains, as (`connector`, id).
    #[doc(hidden)]
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().map(|(kind, id)| (kind.as_str(), id.as_str()))
    }

    /// Whether it explains this part of the tables.
    pub fn explains(&self, kind: &str, id: &str) -> bool {
        self.parts.iter().any(|(k, i)| k == kind && i == id)
    }
}
