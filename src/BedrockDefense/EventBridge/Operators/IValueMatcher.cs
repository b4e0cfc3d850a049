using BedrockDefense.EventBridge.Matching;
using BedrockDefense.EventBridge.Parsing;

namespace BedrockDefense.EventBridge.Operators;

/// <summary>One entry of the list that a pattern gives for a field.</summary>
internal interface IValueMatcher
{
    /// <summary>Whether one leaf value of the event satisfies this entry.</summary>
    bool Matches(EventValue value);

    /// <summary>Whether a field with no leaf value satisfies this entry.</summary>
    bool MatchesAbsence => false;

    /// <summary>Whether this entry makes the rule one of the few that may use wildcards.</summary>
    bool IsWildcard => false;

    /// <summary>How a reason names this entry, such as <c>prefix "Delete"</c>.</summary>
    string Description { get; }
}

/// <summary>Reads an operator's argument; reports faults to the context and then returns null.</summary>
internal delegate IValueMatcher? OperatorParser(LocatedJson argument, ParseContext context);
