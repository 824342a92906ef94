//! Journeys in the real window: WebKit under a screen without a monitor, a real session bus, a real Secret Service, real
//! PostgreSQL servers behind the practice cloud. They run one after the other.
#![cfg(target_os = "linux")]

mod alwaysdata;
mod browser;
mod cloud;
mod copying;
mod direct;
mod driver;
mod elestio;
mod evidence;
mod failure;
mod recovery;
mod screens;
mod session;
mod success;
mod test_copy;
mod walk;
mod window;
