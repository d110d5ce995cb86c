//! One model.

use clap::Args;
use serde_json::Value;

use super::Call;
use crate::advice::link::Wiring;
use crate::{Connection, Engine, Entry, Error, Model, Plug, Preferences, report};

/// A model, and the device it is listened to with.
#[derive(Debug, Clone, Default, Args)]
pub struct Show {
    /// The model
    #[arg(value_name = "MODEL", required = true)]
    pub model: Vec<String>,
    /// Your device: how its output impedance changes the sound
    #[arg(long, value_name = "DEVICE")]
    pub source: Option<String>,
}

impl Show {
    /// The model.
    ///
    /// # Errors
    /// A name that is not one model.
    pub fn entry<'e>(&self, engine: &'e Engine) -> Result<&'e Entry, Error> {
        engine.model(&self.model.join(" "))
    }

    /// How the model connects to the device that was named.
    ///
    /// # Errors
    /// A device that nobody knows.
    pub fn connection(&self, entry: &Entry) -> Result<Option<Connection>, Error> {
        let wishes = Preferences { source: self.source.clone(), ..Preferences::default() };
        let wiring = Wiring::of(&wishes).map_err(|e| Error::of_wishes(e, &wishes))?;
        Ok(wiring.map(|wiring| wiring.connect(&entry.model)))
    }
}

/// Jacks that a model is tried on: those that people have.
const JACKS: [Plug; 3] = [Plug::Mm35, Plug::Mm44, Plug::UsbC];

/// How a model goes into the usual jacks.
///
/// # Errors
/// None: the jacks are known.
pub fn ways(model: &Model) -> Result<Vec<(Plug, Connection)>, Error> {
    let way = |plug: Plug| {
        let wishes = Preferences { plugs: vec![plug], ..Preferences::default() };
        let wiring = Wiring::of(&wishes).map_err(|e| Error::of_wishes(e, &wishes))?;
        Ok(wiring.map(|wiring| (plug, wiring.connect(model))))
    };
    JACKS.into_iter().filter_map(|plug| way(plug).transpose()).collect()
}

impl Call for Show {
    fn document(&self, engine: &Engine) -> Result<Value, Error> {
        let entry = self.entry(engine)?;
        let mut json = report::models_json(std::iter::once(entry));
        let connection = self.connection(entry)?;
        if let (Some(source), Some(connection), Some(map)) = (self.source.as_deref(), &connection, json.as_object_mut())
        {
            let on = report::OnSource { entry, source, connection };
            map.insert("on_source".to_owned(), report::on_source_json(on));
        }
        Ok(json)
    }
}
