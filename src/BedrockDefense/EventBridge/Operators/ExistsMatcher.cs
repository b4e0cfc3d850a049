using System.Text.Json;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// <c>{"exists": true}</c> or <c>{"exists": false}</c>: whether the field has a leaf value. Null is a leaf value; an object
/// and an empty list are not.
/// </summary>
internal sealed class ExistsMatcher(bool wanted) : IValueMatcher
{
    public string Description => wanted ? "present" : "absent";

    public bool Matches(EventValue value) => wanted;

    public bool MatchesAbsence => !wanted;

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context) =>
        argument.Kind switch
        {
            JsonValueKind.True => new ExistsMatcher(true),
            JsonValueKind.False => new ExistsMatcher(false),
            _ => context.Refuse(argument, $"exists takes true or false, not {argument.Display()}"),
        };
}
