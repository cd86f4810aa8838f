//! What segments say to a question.

use ungated_shared::report::anonymity::{Census, Counting, Partition, Shown};
use ungated_shared::report::influence::Part;
use ungated_shared::report::paths::{self, Trail};
use ungated_shared::report::table::{Answering, Need, Weighing};
use ungated_shared::report::weight::Weights;
use ungated_shared::report::{Partial, Question};

use super::asked::Asked;
use super::tables::Tables;
use crate::facts::{Facts, Unreadable, item_fact};

/// How many visits of some segments each group has; none if those are too many.
pub fn count(
    tables: &mut Tables,
    facts: &Facts<'_>,
    partition: &Partition,
    segments: &[u32],
) -> Result<Option<Census>, Unreadable> {
    let sign = |ms| Counting::sign(partition, ms);
    let item = |id| item_fact(facts.state.items(), id);
    let mut counting = Counting::new(partition, &sign, &item);
    for id in segments {
        counting.add(&*tables.table(facts, *id, Need::of_groups(partition))?);
    }
    Ok(counting.finish())
}

/// What the visits of some segments say to a question.
pub fn tell(
    tables: &mut Tables,
    facts: &Facts<'_>,
    question: &Question,
    shown: Option<&Shown>,
    segments: &[u32],
) -> Result<Partial, Unreadable> {
    let sign = |ms| Answering::sign(question, shown, ms);
    let item = |id| item_fact(facts.state.items(), id);
    let mut answering = Answering::new(question, shown, &sign, &item);
    let need = Asked::Report(question, shown).need();
    for id in segments {
        answering.add(&*tables.table(facts, *id, need)?);
    }
    Ok(answering.finish())
}

/// What the rows of a question weigh in some segments.
pub fn weigh(
    tables: &mut Tables,
    facts: &Facts<'_>,
    question: &Question,
    segments: &[u32],
) -> Result<Weights, Unreadable> {
    let sign = |ms| Weighing::sign(question, ms);
    let item = |id| item_fact(facts.state.items(), id);
    let Some(mut weighing) = Weighing::new(question, &sign, &item) else {
        return Ok(weights(question, &tell(tables, facts, question, None, segments)?));
    };
    for id in segments {
        weighing.add(&*tables.table(facts, *id, Need::of(question))?);
    }
    Ok(weighing.finish())
}

/// Where the visits of some segments went.
pub fn follow(
    tables: &mut Tables,
    facts: &Facts<'_>,
    question: &Question,
    trail: &Trail,
    shown: Option<&Shown>,
    segments: &[u32],
) -> Result<paths::Part, Unreadable> {
    let sign = |ms| paths::Counting::sign(question, shown, ms);
    let item = |id| item_fact(facts.state.items(), id);
    let mut counting = paths::Counting::new(question, trail, shown, &sign, &item);
    let need = Asked::Paths(question, trail, shown).need();
    for id in segments {
        counting.add(&*tables.table(facts, *id, need)?);
    }
    Ok(counting.finish())
}

/// What the rows of an answer weigh, by the question's first metric.
pub fn weights(question: &Question, partial: &Partial) -> Weights {
    let by = question.metrics.first();
    by.map(|by| Weights::of(partial, *by)).unwrap_or_default()
}

/// What the visits of some segments say of influence.
pub fn credit(
    facts: &Facts<'_>,
    question: &Question,
    shown: Option<&Shown>,
    segments: &[u32],
) -> Result<Part, Unreadable> {
    let mut part = Part::default();
    for id in segments {
        facts.closed_visits(*id, question.range, |visit| part.add(question, shown, visit))?;
    }
    Ok(part)
}
