namespace BedrockDefense.Stack.Checking;

/// <summary>What can be wrong with a plan, the most serious first.</summary>
public enum PlanRule
{
    /// <summary>The configuration of model invocation logging is deleted, for good or to be replaced.</summary>
    LoggingRemoved,

    /// <summary>It loses a destination or a kind of data.</summary>
    LoggingWeakened,

    /// <summary>A role that no guardrail stops is opened to more than it should trust.</summary>
    ExemptRoleOpened,

    /// <summary>A resource takes a name that the defense keeps for itself.</summary>
    ReservedName,

    /// <summary>The default event bus gets a key of a customer, who can then blind it.</summary>
    DefaultBusKey,

    /// <summary>Models are used where the defense does not look.</summary>
    OutsideCoverage,

    /// <summary>A guardrail refuses a call, so that the deployment fails.</summary>
    Refused,
}
