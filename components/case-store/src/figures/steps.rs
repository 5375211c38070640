//! How forms are filled in: from which page people went on to which.

use super::PAGE;
use crate::model::Actor;
use crate::{Refusal, Store};
use database::{Connection, Value};
use figures::{Period, Step};
use sealing::Randomness;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// The steps of forms that were begun in the months of a period, by form and version.
    ///
    /// # Errors
    /// `NotAllowed` for whoever may not, and where the database does not allow it.
    pub async fn figures_of_steps(
        &self,
        period: Period,
        asked_by: &Actor,
    ) -> Result<Vec<Step>, Refusal> {
        Self::may_see_figures(asked_by)?;
        let mut steps = Vec::new();
        loop {
            let sql = "SELECT form, version, passed, reached, begun, sum(drafts) FROM form_step
                WHERE month BETWEEN ?1 AND ?2
                GROUP BY form, version, passed, reached, begun
                ORDER BY form, version, passed, reached, begun LIMIT ?3 OFFSET ?4";
            let [page, after] =
                [PAGE, steps.len()].map(|number| i64::try_from(number).unwrap_or(0));
            let parameters: Vec<Value> = vec![
                period.first_month().into(),
                period.last_month().into(),
                page.into(),
                after.into(),
            ];
            let rows = self.run(sql, parameters).await?;
            for row in &rows {
                let page = |text: &str| Some(text.to_owned()).filter(|page| !page.is_empty());
                steps.push(Step {
                    form: row.text(0)?.to_owned(),
                    version: row.count(1)?,
                    passed: page(row.text(2)?),
                    reached: page(row.text(3)?),
                    begun: row.boolean(4)?,
                    drafts: row.count(5)?,
                });
            }
            if rows.len() < PAGE {
                return Ok(steps);
            }
        }
    }
}
