//! What can go wrong, and how often it did.

/// Declares the kinds: doc, variant, word.
macro_rules! faults {
    ($($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+) => {
        /// A kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault { $($(#[doc = $doc])+ $variant,)+ }

        impl Fault {
            /// Every kind, in the order of the way of a hit.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// What a report calls it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

faults! {
    /// A hit never arrives.
    Loss = "hit lost on its way",
    /// A hit arrives again.
    Duplication = "hit duplicated",
    /// A hit is overtaken by later ones.
    Reordering = "hit overtaken",
    /// A hit arrives minutes or hours late, often after its visit is closed.
    Late = "hit late by up to 18 h",
    /// The number of shards is raised while readers read.
    Raised = "number of shards raised",
    /// A batch in a form that the object does not know yet.
    Skew = "batch of a newer Worker",
    /// The object is evicted between two calls: it reads its disk again.
    Eviction = "eviction",
    /// The object dies with its writes.
    KillBefore = "kill before commit",
    /// The object dies after its writes, before its answer.
    KillAfter = "kill after commit",
    /// The transaction is refused.
    WriteFailure = "write refused",
    /// The writes are there, the object lives, the answer does not arrive.
    AnswerLost = "answer lost",
    /// An alarm fires twice.
    AlarmTwice = "alarm twice",
    /// An alarm fires hours late.
    AlarmLate = "alarm late by up to 6 h",
    /// An alarm is abandoned.
    AlarmNever = "alarm abandoned",
    /// A compaction when nothing asks for one.
    Compaction = "compaction at any time",
    /// A segment cannot be read when it is to be changed.
    ReadFailure = "segment unreadable",
    /// The shard's clock jumps by an hour or a day.
    ShardClock = "shard's clock jumps",
    /// A Worker's clock jumps by an hour or a day.
    WorkerClock = "Worker's clock jumps",
    /// A visit goes on across midnight, under another salt.
    Midnight = "salt changes in a visit",
    /// The disk is restored to what it was hours ago.
    Recovery = "disk restored to an earlier time",
}

/// How often each kind was injected, and in how many steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Events of the scheduler.
    pub events: u64,
    /// Batches brought to shards.
    pub steps: u64,
    /// Hits that arrived at a shard.
    pub hits: u64,
    /// Hits that were acknowledged.
    pub acknowledged: u64,
    /// Hits that came for a visit that was closed.
    pub late: u64,
    /// Compactions that wrote something.
    pub compactions: u64,
    /// Times the whole state was compared with what follows from the disk.
    pub compared: u64,
    /// Visits at the end.
    pub visits: u64,
    /// Visits whose assembly was compared with the rule itself.
    pub ruled: u64,
    /// Segments dropped as their time was over.
    pub dropped: u64,
    /// Items dropped as nothing names them.
    pub forgotten: u64,
    /// Hits refused because their visit is full.
    pub full: u64,
    faults: [u64; Fault::ALL.len()],
}

impl Covered {
    /// Counts a fault.
    pub fn count(&mut self, fault: Fault) {
        self.faults[fault as usize] += 1;
    }

    /// How often a fault was injected.
    #[must_use]
    pub fn of(&self, fault: Fault) -> u64 {
        self.faults[fault as usize]
    }

    /// Adds another run.
    pub fn add(&mut self, other: &Self) {
        for (ours, theirs) in [
            (&mut self.events, other.events),
            (&mut self.steps, other.steps),
            (&mut self.hits, other.hits),
            (&mut self.acknowledged, other.acknowledged),
            (&mut self.late, other.late),
            (&mut self.compactions, other.compactions),
            (&mut self.compared, other.compared),
            (&mut self.visits, other.visits),
            (&mut self.ruled, other.ruled),
            (&mut self.dropped, other.dropped),
            (&mut self.forgotten, other.forgotten),
            (&mut self.full, other.full),
        ] {
            *ours += theirs;
        }
        for (ours, theirs) in self.faults.iter_mut().zip(other.faults) {
            *ours += theirs;
        }
    }

    /// Lines for people.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = [
            ("events", self.events),
            ("batches brought to shards", self.steps),
            ("hits brought", self.hits),
            ("hits acknowledged", self.acknowledged),
            ("hits joined to closed visits", self.late),
            ("hits refused, visit full", self.full),
            ("compactions", self.compactions),
            ("segments dropped", self.dropped),
            ("items dropped", self.forgotten),
            ("states compared with their disk", self.compared),
            ("visits compared with the oracle", self.visits),
            ("of them with the rule itself", self.ruled),
        ]
        .map(|(what, n)| format!("  {n:>9}  {what}"))
        .into();
        lines.push("  faults:".into());
        for fault in Fault::ALL {
            lines.push(format!("  {:>9}  {}", self.of(*fault), fault.word()));
        }
        lines
    }
}
