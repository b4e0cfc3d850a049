namespace BedrockDefense.EventBridge.Operators;

/// <summary>One entry of the list that a pattern gives for a field.</summary>
internal interface IValueMatcher
{
    /// <summary>Whether one leaf value of the event satisfies this entry.</summary>
    bool Matches(EventValue value);

    /// <summary>Whether a field with no leaf value satisfies this entry.</summary>
    bool MatchesAbsence => false;

    /// <summary>Whether a rule with this entry counts towards the rules with wildcards that a bus may have.</summary>
    bool IsWildcard => false;

    /// <summary>The entry as the reasons of a verdict name it, such as <c>prefix "Delete"</c>.</summary>
    string Description { get; }
}

/// <summary>Reads an operator's argument. Reports a fault to the context and then returns null.</summary>
internal delegate IValueMatcher? OperatorParser(LocatedJson argument, ParseContext context);
