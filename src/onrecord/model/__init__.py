"""The nouns. Frozen dataclasses, ids and errors; standard library only, no I/O."""

from onrecord.model.actors import (
    Actor,
    ActorKind,
    Decision,
    Judgement,
    Mention,
    MentionKind,
    Office,
    Programme,
)
from onrecord.model.acts import Act, Stage
from onrecord.model.addresses import make_address
from onrecord.model.captures import Capture
from onrecord.model.commitments import Commitment, CommitmentKind, CommitmentStrength
from onrecord.model.documents import (
    DateBasis,
    Document,
    DocumentKind,
    Dropped,
    Publication,
    Turn,
    TurnKind,
)
from onrecord.model.errors import (
    LockedError,
    ModelMissingError,
    NotFoundError,
    OnrecordError,
    RecordError,
    SourceError,
    SpanError,
    TableError,
)
from onrecord.model.events import Event, EventStatus, EventType, Happening
from onrecord.model.figures import Comparator, Direction, Figure, FigureKind
from onrecord.model.ids import hash_bytes, make_id
from onrecord.model.ledger import Basis, Move, Pledge, Stand, Standing, find_last_told, stand_on
from onrecord.model.messages import Level, Message
from onrecord.model.origins import CopyKind, DirectionBasis, Origin, Relation
from onrecord.model.periods import Period
from onrecord.model.positions import OPPOSITES, Ground, Position, Shift, ShiftKind, Stance
from onrecord.model.problems import Problem
from onrecord.model.programmes import (
    Belonging,
    Life,
    Moment,
    Naming,
    Phase,
    PhaseState,
    Tie,
)
from onrecord.model.quotes import Quote, Speech, SpeechKind, Voice
from onrecord.model.sectors import Sector
from onrecord.model.series import Observation, Series
from onrecord.model.spans import Evidence, Span, cut_span, make_finding_id
from onrecord.model.statements import CueClass, Manner, Place, Polarity, Statement
from onrecord.model.turns import list_labels
from onrecord.model.verdicts import Compared, Outcome, Reference, Verdict

Finding = Statement | Event | Commitment | Figure

__all__ = [
    "OPPOSITES",
    "Act",
    "Actor",
    "Basis",
    "Belonging",
    "Move",
    "Pledge",
    "Stage",
    "Stance",
    "Stand",
    "Standing",
    "find_last_told",
    "stand_on",
    "ActorKind",
    "Capture",
    "Commitment",
    "CommitmentKind",
    "CommitmentStrength",
    "Comparator",
    "Compared",
    "CopyKind",
    "CueClass",
    "DateBasis",
    "Decision",
    "Direction",
    "DirectionBasis",
    "Document",
    "DocumentKind",
    "Dropped",
    "Event",
    "EventStatus",
    "EventType",
    "Evidence",
    "Figure",
    "FigureKind",
    "Finding",
    "Ground",
    "Happening",
    "Judgement",
    "Level",
    "LockedError",
    "Manner",
    "Mention",
    "MentionKind",
    "Message",
    "ModelMissingError",
    "NotFoundError",
    "Observation",
    "Office",
    "OnrecordError",
    "Origin",
    "Outcome",
    "Period",
    "Place",
    "Polarity",
    "Position",
    "Problem",
    "Programme",
    "Publication",
    "Quote",
    "RecordError",
    "Reference",
    "Relation",
    "Sector",
    "Series",
    "SourceError",
    "Shift",
    "ShiftKind",
    "Span",
    "SpanError",
    "Speech",
    "SpeechKind",
    "Statement",
    "TableError",
    "Turn",
    "TurnKind",
    "Verdict",
    "Voice",
    "cut_span",
    "hash_bytes",
    "list_labels",
    "make_address",
    "make_finding_id",
    "make_id",
    "Life",
    "Moment",
    "Naming",
    "Phase",
    "PhaseState",
    "Tie",
]
