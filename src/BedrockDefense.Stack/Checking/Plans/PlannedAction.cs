namespace BedrockDefense.Stack.Checking.Plans;

/// <summary>What a plan does with a resource. A replacement deletes and creates.</summary>
[Flags]
public enum PlannedAction
{
    /// <summary>Nothing that changes the resource: it is read, kept, imported as it is, or forgotten.</summary>
    None = 0,

    /// <summary>The resource is made.</summary>
    Create = 1,

    /// <summary>The resource is changed in place.</summary>
    Update = 2,

    /// <summary>The resource is removed.</summary>
    Delete = 4,

    /// <summary>The resource is removed and made anew.</summary>
    Replace = Create | Delete,
}
