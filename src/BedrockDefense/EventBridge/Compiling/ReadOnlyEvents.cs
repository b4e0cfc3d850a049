namespace BedrockDefense.EventBridge.Compiling;

/// <summary>
/// Tells whether a pattern may have to match read-only management events. An ordinary EventBridge rule never sees these
/// ("Receiving read-only management events from AWS services", EventBridge user guide).
/// </summary>
internal static class ReadOnlyEvents
{
    /// <summary>
    /// Verbs with which no read-only API begins. Every other name is or may be read-only: Get…, List…, Describe…, but also
    /// AssumeRole, Decrypt, LookupEvents. For those it is safer to ask for all management events.
    /// </summary>
    private static readonly string[] WritingVerbs =
    [
        "Accept",
        "AccountDeparted",
        "AccountJoined",
        "Activate",
        "Add",
        "Allocate",
        "Apply",
        "Associate",
        "Attach",
        "Authorize",
        "Cancel",
        "Close",
        "ConsoleLogin",
        "Continue",
        "Copy",
        "Create",
        "Deactivate",
        "Deauthorize",
        "Delete",
        "Deploy",
        "Deregister",
        "Detach",
        "Disable",
        "Disassociate",
        "Disconnect",
        "Enable",
        "ExecuteChangeSet",
        "Import",
        "Invite",
        "InvokeModelWithBidirectionalStream",
        "Leave",
        "Modify",
        "Move",
        "Patch",
        "Provision",
        "Publish",
        "Purge",
        "Put",
        "Reboot",
        "Register",
        "Reject",
        "Release",
        "Remove",
        "Replace",
        "Reset",
        "Restore",
        "Retire",
        "Revoke",
        "Rollback",
        "Rotate",
        "Run",
        "Schedule",
        "Send",
        "Set",
        "Start",
        "Stop",
        "Subscribe",
        "Tag",
        "Terminate",
        "Transfer",
        "Unsubscribe",
        "Untag",
        "Update",
        "Upload",
    ];

    public static bool MayMatch(Conjunction conjunction) =>
        conjunction.Find("readOnly") is { } readOnly && readOnly.Atoms.All(atom => atom is BooleanAtom)
            ? readOnly.Atoms.Any(atom => atom is BooleanAtom { Value: true })
            : conjunction.Find("eventName") is not { } names || !names.Atoms.All(IsWrite);

    private static bool IsWrite(Atom atom) =>
        atom is TextAtom { Shape: { Form: not (TextForm.Suffix or TextForm.SuffixIgnoreCase or TextForm.Wildcard) } shape }
        && WritingVerbs.Any(verb => shape.Text.StartsWith(verb, StringComparison.OrdinalIgnoreCase));
}
