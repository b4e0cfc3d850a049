using BedrockDefense.Emulator.Ordering;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Emulator.Checks;

/// <summary>What the emulator does not check of a stack, checked on its declaration.</summary>
internal static class StackChecks
{
    /// <summary>Everything that the checks find.</summary>
    public static IReadOnlyList<CheckFinding> Of(StackDeclaration stack) =>
        [
            .. DocumentCheck.Of(stack),
            .. LimitCheck.Of(stack),
            .. ReferenceCheck.Of(stack),
            .. MissingOrder.Of(stack).Select(fault => new CheckFinding("order", "the stack", fault)),
        ];
}
