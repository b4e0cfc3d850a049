using System.Text.RegularExpressions;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Evaluation;

namespace BedrockDefense.Scp.Reading;

/// <summary>
/// A value as a policy writes it, which may hold policy variables (<c>${aws:username}</c>, <c>${aws:username, 'nobody'}</c>)
/// and the escapes <c>${*}</c>, <c>${?}</c>, <c>${$}</c>; see IAM policy elements: Variables and tags.
/// </summary>
internal sealed partial class PolicyText
{
    private readonly IReadOnlyList<Part> _parts;

    // A value without variables is the same for every request.
    private readonly IReadOnlyList<WildcardSymbol>? _fixed;

    private PolicyText(string source, IReadOnlyList<Part> parts)
    {
        (Source, _parts) = (source, parts);
        _fixed = HasVariables ? null : Symbols(key => null);
    }

    /// <summary>The text as written.</summary>
    public string Source { get; }

    /// <summary>Whether the value depends on the request.</summary>
    public bool HasVariables => _parts.Any(part => part.Key is not null);

    /// <summary>
    /// Reads a value; null when a <c>${</c> starts no variable. With <paramref name="variables"/> false (policies of
    /// Version 2008-10-17) a variable is plain text.
    /// </summary>
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
    /// The value for this request, with wildcards only where the policy itself writes them. Null when a variable has
    /// no value: its key is absent or has several values, and there is no default.
    /// </summary>
    public IReadOnlyList<WildcardSymbol>? Resolve(RequestContext request) => _fixed ?? Symbols(request.Find);

    private List<WildcardSymbol>? Symbols(Func<string, IReadOnlyList<string>?> find)
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

        return symbols;
    }

    /// <summary>The value for this request with wildcards taken as plain characters; null as for <see cref="Resolve"/>.</summary>
    public string? ResolvePlain(RequestContext request) =>
        Resolve(request) is { } symbols ? string.Concat(symbols.Select(symbol => symbol.Character)) : null;

    private static bool IsNoVariable(Part part) =>
        part.Key is not null ? !ConditionKey.IsValid(part.Key) : !part.IsEscaped && part.Text.Contains("${", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?:(?<escaped>[*?$])|(?<key>[^{}',*?$]+)(?:,\s*'(?<default>[^'{}]*)'\s*)?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    private sealed record Part(string Text, string? Key, string? Default)
    {
        public bool IsEscaped { get; init; }
    }
}
