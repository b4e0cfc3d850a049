using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Checks;

/// <summary>Checks on a stack's declaration what the emulator does not check.</summary>
internal static class StackChecks
{
    /// <summary>Runs all checks.</summary>
    public static IReadOnlyList<CheckFinding> Of(StackDeclaration stack) =>
        [
            .. DocumentCheck.Of(stack),
            .. LimitCheck.Of(stack),
            .. ReferenceCheck.Of(stack),
            .. MissingOrder.Of(stack).Select(fault => new CheckFinding("order", "the stack", fault)),
        ];
}
