using BedrockDefense.Live.Comparing;

namespace BedrockDefense.Emulator.Inspection;

/// <summary>The inputs that the emulator does not keep, although AWS does. They are not compared there.</summary>
internal static class MissingFromEmulator
{
    private static readonly HashSet<(string Type, string Input)> Inputs =
    [
        ("aws:cloudformation/stackSet:StackSet", "autoDeployment"),
        ("aws:cloudformation/stackSet:StackSet", "managedExecution"),
        ("aws:cloudwatch/logGroup:LogGroup", "deletionProtectionEnabled"),
        ("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "serverSideEncryption"),
    ];

    /// <summary>All inputs that are not compared on the emulator.</summary>
    public static IReadOnlyCollection<(string Type, string Input)> All => [.. UnreadableInputs.All, .. Inputs];

    /// <summary>Whether an input is not compared on the emulator.</summary>
    public static bool Contains(string type, string input) => Inputs.Contains((type, input)) || UnreadableInputs.Contains(type, input);
}
