//! This machine: the practice cloud, the choices of the person, this copy of the application.

use app::App;
use app::practice;
use domain::Result;

use crate::requests::{AppInfo, ContactedHost, Empty, PracticeStanding, PracticeState, Settings, Theme};

fn standing(state: practice::PracticeState) -> PracticeState {
    PracticeState {
        state: match state.now.standing {
            practice::PracticeStanding::Unavailable => PracticeStanding::Unavailable,
            practice::PracticeStanding::Stopped => PracticeStanding::Stopped,
            practice::PracticeStanding::Starting => PracticeStanding::Starting,
            practice::PracticeStanding::Running => PracticeStanding::Running,
        },
        account: state.account,
        majors: state.now.majors,
    }
}

pub(crate) async fn practice_state(app: &App, _: Empty) -> Result<PracticeState> {
    app.practice().await.map(standing)
}

pub(crate) async fn practice_start(app: &App, _: Empty) -> Result<PracticeState> {
    app.practice_start().await.map(standing)
}

fn outward(settings: app::Settings) -> Settings {
    let theme = match settings.theme {
        app::Theme::System => Theme::System,
        app::Theme::Light => Theme::Light,
        app::Theme::Dark => Theme::Dark,
    };
    Settings { language: settings.language, theme }
}

pub(crate) async fn settings_get(app: &App, _: Empty) -> Result<Settings> {
    app.settings().await.map(outward)
}

pub(crate) async fn settings_set(app: &App, request: Settings) -> Result<Settings> {
    let theme = match request.theme {
        Theme::System => app::Theme::System,
        Theme::Light => app::Theme::Light,
        Theme::Dark => app::Theme::Dark,
    };
    app.settings_set(app::Settings { language: request.language, theme }).await.map(outward)
}

pub(crate) async fn app_info(app: &App, _: Empty) -> Result<AppInfo> {
    let info = app.info();
    let contacted = info.contacted.into_iter().map(|(host, requests)| ContactedHost { host, requests });
    let info =
        AppInfo { version: info.version, data_folder: info.data_folder, contacted: contacted.collect() };
    std::future::ready(Ok(info)).await
}
