using System.Text.RegularExpressions;

namespace BedrockDefense.Scp.Documents;

/// <summary>
/// A value as it is written in a policy. It may contain policy variables (<c>${aws:username}</c>, <c>${aws:username,
/// 'nobody'}</c>) and the escapes <c>${*}</c>, <c>${?}</c>, <c>${$}</c> (IAM policy elements: Variables and tags).
/// </summary>
internal sealed partial class PolicyText
{
    private readonly IReadOnlyList<Part> _parts;

    // The resolved value, if it contains no variables and so is the same for every request.
    private readonly ResolvedText? _constant;

    private PolicyText(string source, IReadOnlyList<Part> parts)
    {
        (Source, _parts) = (source, parts);
        _constant = HasVariables ? null : Fill(key => null);
    }

    /// <summary>The text as written.</summary>
    public string Source { get; }

    /// <summary>Whether the value depends on the request.</summary>
    public bool HasVariables => _parts.Any(part => part.Key is not null);

    /// <summary>Reads a value. Returns null when a <c>${</c> does not begin a variable.</summary>
    /// <param name="source">The text as written in the policy.</param>
    /// <param name="variables">Whether variables are recognized. In policies of Version 2008-10-17 a variable is plain text.</param>
    public static PolicyText? TryParse(string source, bool variables)
    {
        if (!variables)
        {
            return new PolicyText(source, [new Part(source, null, null)]);
        }

        var parts = new List<Part>();
        var end = 0;
        foreach (Match match in Variable().Matches(source))
        {
            parts.Add(new Part(source[end..match.Index], null, null));
            end = match.Index + match.Length;
            parts.Add(
                match.Groups["escaped"] is { Success: true } escaped
                    ? new Part(escaped.Value, null, null) { IsEscaped = true }
                    : new Part(
                        "",
                        match.Groups["key"].Value.Trim(),
                        match.Groups["default"] is { Success: true } given ? given.Value : null
                    )
            );
        }

        parts.Add(new Part(source[end..], null, null));
        return parts.Any(IsNoVariable) ? null : new PolicyText(source, parts);
    }

    /// <summary>
    /// Returns the value with its variables filled. Returns null when a variable has no value: its key is absent or has
    /// several values, and the variable has no default.
    /// </summary>
    /// <param name="find">Returns the values of a condition key, or null when the key is absent.</param>
    public ResolvedText? Resolve(Func<string, IReadOnlyList<string>?> find) => _constant ?? Fill(find);

    private ResolvedText? Fill(Func<string, IReadOnlyList<string>?> find)
    {
        var symbols = new List<WildcardSymbol>();
        foreach (var part in _parts)
        {
            var text =
                part.Key is null ? part.Text
                : find(part.Key) is [var only] ? only
                : part.Default;
            if (text is null)
            {
                return null;
            }

            var literal = part.Key is not null || part.IsEscaped;
            symbols.AddRange(text.Select(character => new WildcardSymbol(character, !literal && character is ('*' or '?'))));
        }

        return new ResolvedText(symbols);
    }

    private static bool IsNoVariable(Part part) =>
        part.Key is not null ? !ConditionKey.IsValid(part.Key) : !part.IsEscaped && part.Text.Contains("${", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?:(?<escaped>[*?$])|(?<key>[^{}',*?$]+)(?:,\s*'(?<default>[^'{}]*)'\s*)?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    private sealed record Part(string Text, string? Key, string? Default)
    {
        public bool IsEscaped { get; init; }
    }
}
