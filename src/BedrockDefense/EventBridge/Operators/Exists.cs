using System.Text.Json;
using BedrockDefense.EventBridge.Matching;
using BedrockDefense.EventBridge.Parsing;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>
/// <c>{"exists": true}</c> or <c>{"exists": false}</c>. It sees leaves only: an object, an empty object and an empty
/// list do not exist, null does.
/// </summary>
internal sealed class Exists(bool wanted) : IValueMatcher
{
    public string Description => wanted ? "present" : "absent";

    public bool Matches(EventValue value) => wanted;

    public bool MatchesAbsence => !wanted;

    public static IValueMatcher? Parse(LocatedJson argument, ParseContext context) =>
        argument.Kind switch
        {
            JsonValueKind.True => new Exists(true),
            JsonValueKind.False => new Exists(false),
            _ => context.Refuse(argument, $"exists takes true or false, not {argument.Display()}"),
        };
}
