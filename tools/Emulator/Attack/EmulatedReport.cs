using BedrockDefense.Stack.Rehearsal;

namespace BedrockDefense.Emulator.Attack;

/// <summary>The result of a scenario that was played on the emulator.</summary>
/// <param name="Report">The rehearsal's report, based on the stack that the services return.</param>
/// <param name="Faults">The differences between the emulator, or an evaluator of the project, and the rehearsal; a sentence each.</param>
/// <param name="Events">The number of events that were put on default buses.</param>
/// <param name="ForwardedEvents">The number of events that arrived on the central bus as expected.</param>
/// <param name="UnexpectedEvents">
/// The number of events that arrived although no forwarder lets them through by EventBridge's rules. The emulator does not know every
/// operator of a pattern, and also delivers for disabled forwarders.
/// </param>
/// <param name="Messages">The number of published messages.</param>
/// <param name="Restorations">The number of times that the logging configuration was restored.</param>
internal sealed record EmulatedReport(
    RehearsalReport Report,
    IReadOnlyList<string> Faults,
    int Events,
    int ForwardedEvents,
    int UnexpectedEvents,
    int Messages,
    int Restorations
);
