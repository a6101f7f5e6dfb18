//! The site in memory: what was asked for last, not every language at once.

use std::sync::{Mutex, PoisonError};

use errspec_codegen::{Artifacts, Catalog};

use crate::docs::site::Site;

pub struct Pages {
    catalog: Catalog,
    live: String,
    /// The site's own folder, in which all readers begin.
    own: Artifacts,
    /// A language, and the pages in it.
    translated: Mutex<Option<(String, Artifacts)>>,
}

impl Pages {
    pub fn of(catalog: Catalog, live: String) -> Self {
        let site = Site::of(&catalog, Some(&live));
        let (pages, data) = (site.pages(None), site.data());
        let files = pages.iter().chain(data.iter());
        let own = files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        Self { catalog, live, own, translated: Mutex::new(None) }
    }

    /// The text of the file with this path.
    pub fn get(&self, path: &str) -> Option<String> {
        if let Some(text) = self.own.get(path) {
            return Some(text.to_owned());
        }
        let (language, _) = path.split_once('/')?;
        let language = self.catalog.languages().into_iter().find(|other| *other == language)?;
        // Who panicked with it left it as it was.
        let mut translated = self.translated.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, pages) = match translated.take() {
            Some(last) if last.0 == language => translated.insert(last),
            _ => {
                let pages = Site::of(&self.catalog, Some(&self.live)).pages(Some(language));
                translated.insert((language.to_owned(), pages))
            }
        };
        pages.get(path).map(str::to_owned)
    }
}
