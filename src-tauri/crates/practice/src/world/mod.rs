//! What the practice cloud holds while it runs: owners, databases with their servers, applications, migrations.
//!
//! State only. It answers no request (that is `clever_cloud`) and moves no data (that is `migration`). It is kept behind one
//! lock that is never held across an await.

mod addon;
mod application;
mod build;
mod ids;

use jiff::Timestamp;

pub(crate) use addon::{Addon, Backup, Instance, Options, Reader, Server};
pub(crate) use application::{Application, Configuration, Deployment};
pub(crate) use build::{add_readers, build, instance, new_server};
pub(crate) use ids::{id_of, named, random_id, random_name, random_number, stable};

use crate::migration::Migration;
use crate::scenario::Catalogue;

/// Everything that is there.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) person: Person,
    pub(crate) owners: Vec<Owner>,
    pub(crate) addons: Vec<Addon>,
    pub(crate) applications: Vec<Application>,
    pub(crate) configurations: Vec<Configuration>,
    pub(crate) catalogue: Catalogue,
    pub(crate) migrations: Vec<Migration>,
}

/// The person behind the credentials.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) created: Timestamp,
}

/// Who pays.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    pub(crate) id: String,
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) personal: bool,
}

impl World {
    pub(crate) fn owner(&self, id: &str) -> Option<&Owner> {
        self.owners.iter().find(|owner| owner.id == id)
    }

    pub(crate) fn addon(&self, id: &str) -> Option<&Addon> {
        self.addons.iter().find(|addon| addon.id == id)
    }

    pub(crate) fn addon_mut(&mut self, id: &str) -> Option<&mut Addon> {
        self.addons.iter_mut().find(|addon| addon.id == id)
    }

    pub(crate) fn application_mut(&mut self, id: &str) -> Option<&mut Application> {
        self.applications.iter_mut().find(|application| application.id == id)
    }

    pub(crate) fn migration_mut(&mut self, id: &str) -> Option<&mut Migration> {
        self.migrations.iter_mut().find(|migration| migration.id == id)
    }

    /// The database that a fault or a test names: by key, name, id or real id.
    pub(crate) fn addon_called<'a>(&'a self, name: &'a str) -> Option<&'a Addon> {
        self.addons.iter().find(|addon| addon.is_called(name))
    }
}
