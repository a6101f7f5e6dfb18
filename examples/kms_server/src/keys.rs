//! The keys and aliases of the service, in memory.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use kms_errors::{Error, ErrorCode, Plain, ResultExt};

/// How many keys there may be, and how many aliases.
const MOST_KEYS: usize = 10_000;
const MOST_ALIASES: usize = 10_000;
/// The longest alias, in bytes.
const LONGEST_ALIAS: usize = 255;

/// What can be done with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    Enabled,
    Disabled,
    PendingDeletion,
}

/// A key; it has no material here.
#[derive(Clone, Debug)]
pub struct Key {
    pub id: String,
    pub state: KeyState,
    pub created: SystemTime,
    pub description: String,
    /// When it will be gone, while its deletion is pending.
    pub delete_date: Option<SystemTime>,
}

/// All keys, by creation, and the aliases that point to them.
#[derive(Default)]
pub struct Keys {
    keys: Vec<Key>,
    aliases: BTreeMap<String, String>,
}

impl Keys {
    pub fn create(&mut self, description: &str) -> Result<&Key, Error> {
        if self.keys.len() >= MOST_KEYS {
            return Err(Plain::RejectedLimitExceeded)?;
        }
        self.keys.push(Key {
            id: uuid::Uuid::new_v4().to_string(),
            state: KeyState::Enabled,
            created: SystemTime::now(),
            description: description.to_owned(),
            delete_date: None,
        });
        Ok(&self.keys[self.keys.len() - 1])
    }

    pub fn all(&self) -> &[Key] {
        &self.keys
    }

    /// The key with this id, or the one that this alias points to.
    pub fn get(&mut self, id: &str) -> Result<&mut Key, Error> {
        let id = match id.starts_with("alias/") {
            true => self.aliases.get(id).or_code(Plain::ForbiddenAliasNotFound)?.clone(),
            false => id.to_owned(),
        };
        self.keys.iter_mut().find(|key| key.id == id).or_code(Plain::ForbiddenKeyNotFound)
    }

    /// Enables or disables a key.
    pub fn set_state(&mut self, id: &str, state: KeyState) -> Result<(), Error> {
        let key = self.get(id)?;
        match (key.state, state) {
            (KeyState::PendingDeletion, _) => Err(Plain::RejectedPendingDeletion)?,
            (KeyState::Disabled, KeyState::Disabled) => Err(Plain::RejectedDisabled)?,
            _ => key.state = state,
        }
        Ok(())
    }

    pub fn schedule_deletion(&mut self, id: &str, days: usize) -> Result<(), Error> {
        self.set_state(id, KeyState::Enabled)?;
        let key = self.get(id)?;
        key.state = KeyState::PendingDeletion;
        let wait = Duration::from_secs(days as u64 * 24 * 60 * 60);
        key.delete_date = Some(SystemTime::now() + wait);
        Ok(())
    }

    pub fn cancel_deletion(&mut self, id: &str) -> Result<(), Error> {
        let key = self.get(id)?;
        if key.state != KeyState::PendingDeletion {
            return Err(Plain::RejectedStateModifiedFailed)?;
        }
        key.state = KeyState::Enabled;
        key.delete_date = None;
        Ok(())
    }

    pub fn create_alias(&mut self, alias: &str, id: &str) -> Result<(), Error> {
        let is_named = alias.starts_with("alias/") && alias.len() > "alias/".len();
        if !is_named || alias.len() > LONGEST_ALIAS {
            return Err(ErrorCode::invalid_parameter("AliasName"));
        }
        let key = self.get(id)?;
        match key.state {
            KeyState::Enabled => {}
            KeyState::Disabled => Err(Plain::RejectedDisabled)?,
            KeyState::PendingDeletion => Err(Plain::RejectedPendingDeletion)?,
        }
        let id = key.id.clone();
        if self.aliases.contains_key(alias) {
            return Err(Plain::AliasAlreadyExists)?;
        }
        if self.aliases.len() >= MOST_ALIASES {
            return Err(Plain::RejectedLimitExceeded)?;
        }
        self.aliases.insert(alias.to_owned(), id);
        Ok(())
    }

    pub fn delete_alias(&mut self, alias: &str) -> Result<(), Error> {
        self.aliases.remove(alias).or_code(Plain::ForbiddenAliasNotFound)?;
        Ok(())
    }
}
