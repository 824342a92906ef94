//! Every command, once: `name(Request) -> Response`. Hosts get the whole list by [`commands!`](crate::commands!).
//!
//! Subscriptions (`run_events`, `copy_events`) are not here: hosts open them on their own kind of channel with
//! [`domain::run::RunEvent`] and [`domain::copy::CopyEvent`].

/// Hands the whole list to another macro.
#[macro_export]
macro_rules! for_each_command {
    ($apply:path) => {
        $apply! {
            // accounts
            providers_list(Empty) -> Vec<Descriptor>;
            accounts_list(Empty) -> Vec<AccountStatus>;
            account_add(AccountAdd) -> AccountStatus;
            account_test(AccountRef) -> AccountStatus;
            account_remove(AccountRemove) -> Empty;
            sign_in_start(SignInStart) -> SignInStarted;
            sign_in_wait(SignInRef) -> AccountStatus;
            sign_in_cancel(SignInRef) -> Empty;
            profiles_find(ProfilesFind) -> ProfilesFound;
            profile_import(ProfileImport) -> AccountStatus;
            // vault
            vault_state(Empty) -> VaultState;
            vault_create(Passphrase) -> VaultState;
            vault_unlock(Passphrase) -> VaultState;
            vault_lock(Empty) -> VaultState;
            // inventory
            databases_list(DatabasesList) -> Vec<AccountDatabases>;
            database_show(DatabaseRef) -> DatabasePage;
            database_mark(DatabaseMark) -> ListedDatabase;
            // the wizard
            offers(DatabaseRef) -> OffersPage;
            change_preview(ChangeOf) -> ChangePreview;
            check(ChangeOf) -> Findings;
            gate(ChangeOf) -> Gate;
            migrate(MigrateStart) -> RunStarted;
            // runs
            runs_list(Empty) -> Vec<RunHeader>;
            run_show(RunRef) -> RunView;
            run_resume(RunRef) -> RunView;
            run_abort(RunRef) -> RunView;
            run_go(RunGo) -> RunView;
            run_redeploy(RedeployRequest) -> RunView;
            restore_point_delete(RunRef) -> RunView;
            run_release(ReleaseRequest) -> RunView;
            run_support(RunRef) -> SupportSheet;
            run_report(RunRef) -> RunReport;
            // copying by address
            copy_check(CopyAsk) -> CopyCheck;
            copy_start(CopyStart) -> CopyView;
            copy_thaw(CopyRef) -> CopyView;
            copy_stop(CopyRef) -> CopyView;
            copy_latest(Empty) -> Option<CopyView>;
            compare(CopyAsk) -> Verification;
            // test copies
            test_copy_start(TestCopyStart) -> TestCopyView;
            test_copies(Empty) -> TestCopies;
            test_copies_of(DatabaseRef) -> Vec<TestCopyView>;
            test_copy_show(TestCopyRef) -> TestCopyView;
            test_copy_verify(TestCopyRef) -> TestCopyView;
            test_copy_check(TestCopyChecks) -> SqlChecks;
            test_copy_statements(TestCopyStatements) -> Statements;
            test_copy_env(TestCopyEnv) -> Empty;
            test_copy_delete(TestCopyRef) -> TestCopyView;
            leftover_delete(DatabaseRef) -> TestCopyView;
            // this machine
            practice_state(Empty) -> PracticeState;
            practice_start(Empty) -> PracticeState;
            certificates_list(Empty) -> Vec<RememberedCertificate>;
            certificate_forget(CertificateForget) -> Vec<RememberedCertificate>;
            settings_get(Empty) -> Settings;
            settings_set(Settings) -> Settings;
            app_info(Empty) -> AppInfo;
        }
    };
}
