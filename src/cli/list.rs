//! `rashomon list`: the articles of a library, all or those that fit a query.

use clap::Args;

use super::answers::Fitting;
use super::hits::{FIELDS, Wished};
use super::search::{ENDINGS, LANGUAGE};

/// What is listed.
#[derive(Debug, Clone, Args)]
pub(super) struct List {
    #[command(flatten)]
    pub(super) fitting: Fitting,

    #[command(flatten)]
    pub(super) wished: Wished,
}

/// What stands below the options of `rashomon list`.
pub(super) fn help() -> String {
    format!(
        "{LANGUAGE}\n\nTold are headline, outlet, date and whether it is unread. Without --limit, all are told.\n\n\
         {FIELDS}\n\n{ENDINGS}\n\n{EXAMPLES}"
    )
}

const EXAMPLES: &str = "\
Examples:
  rashomon list
  rashomon list 'is:unread outlet:arcamax'
  rashomon list --order actors --limit 5
  rashomon list --json 'date:2026-01' | jq -r .source";
