using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>The result of a scenario that was played on the emulator.</summary>
/// <param name="Report">The rehearsal's report, on the stack as the services tell it.</param>
/// <param name="Faults">Where the emulator, or an evaluator of the project, says otherwise than the rehearsal; a sentence each.</param>
/// <param name="Events">How many events were put on default buses.</param>
/// <param name="Forwarded">How many arrived on the central bus as they should.</param>
/// <param name="Unasked">
/// How many arrived that no forwarder lets through by EventBridge's rules: the emulator does not know every operator of a
/// pattern, and delivers for those that are disabled.
/// </param>
/// <param name="Messages">How many messages were published.</param>
/// <param name="Restorations">How often the logging configuration was put back.</param>
internal sealed record EmulatedReport(
    RehearsalReport Report,
    IReadOnlyList<string> Faults,
    int Events,
    int Forwarded,
    int Unasked,
    int Messages,
    int Restorations
);
