namespace BedrockDefense.Hunting.Investigating;

/// <summary>The parts of the answer of an investigation.</summary>
[Flags]
public enum InvestigationParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Where the credentials come from, and what was issued with them.</summary>
    Chain = 1,

    /// <summary>What was done, by principal and by credential.</summary>
    Summary = 2,

    /// <summary>What of it is new, compared with the time before.</summary>
    New = 4,

    /// <summary>Findings, the calls near them, changes of logging and blind windows in order of time.</summary>
    Timeline = 8,

    /// <summary>All parts.</summary>
    All = Chain | Summary | New | Timeline,
}
