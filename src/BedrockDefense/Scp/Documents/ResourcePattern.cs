namespace BedrockDefense.Scp.Documents;

/// <summary>
/// An entry of <c>Resource</c> or <c>NotResource</c>. A star at the end of one of the ARN's parts also matches what follows
/// the colon. Any other wildcard before the fifth colon matches only within its part (IAM JSON policy elements: Resource).
/// </summary>
internal sealed class ResourcePattern
{
    private const int Parts = 6;

    private readonly PolicyText _text;

    private ResourcePattern(PolicyText text) => _text = text;

    public static ResourcePattern Any { get; } = new(PolicyText.TryParse("*", variables: false)!);

    public string Source => _text.Source;

    public static ResourcePattern? TryParse(string source, PolicyKind kind, bool variables, out string fault)
    {
        fault = "";
        if (source == "*")
        {
            return Any;
        }

        var parts = source.Split(':');
        var variable = variables ? source.IndexOf("${", StringComparison.Ordinal) : -1;
        if (parts is not ["arn", _, ..])
        {
            fault =
                $"{VisibleText.Quote(source)} is not a resource: give an ARN, arn:partition:service:region:account:resource, or * alone";
        }
        else if (variable >= 0 && source[..variable].Count(character => character == ':') < Parts - 1)
        {
            fault = $"{VisibleText.Quote(source)} has a policy variable before the fifth colon, where IAM does not replace it";
        }
        else if (parts.Length < Parts && kind != PolicyKind.Identity && !source.EndsWith('*'))
        {
            fault =
                $"{VisibleText.Quote(source)} has only {parts.Length} of an ARN's six parts; only an identity policy may "
                + "leave the last ones out, others need a * at the end";
        }
        else if (
            PolicyText.TryParse(source + string.Concat(Enumerable.Repeat(":*", Math.Max(0, Parts - parts.Length))), variables) is { } text
        )
        {
            return new ResourcePattern(text);
        }
        else
        {
            fault = $"{VisibleText.Quote(source)} has a ${{ that starts no policy variable of the form ${{prefix:Name}}";
        }

        return null;
    }

    /// <summary>Whether the pattern matches a resource. A pattern with a variable that has no value matches nothing.</summary>
    /// <param name="resource">The ARN of the resource.</param>
    /// <param name="find">Returns the values of a condition key, or null when the key is absent.</param>
    public bool Matches(string resource, Func<string, IReadOnlyList<string>?> find) =>
        _text.Resolve(find) is { } text && new Wildcards(BindToParts(text.Symbols)).Matches(resource);

    private static WildcardSymbol[] BindToParts(IReadOnlyList<WildcardSymbol> symbols)
    {
        var bound = symbols.ToArray();
        var colons = 0;
        for (var place = 0; place < bound.Length && colons < Parts - 1; place++)
        {
            if (bound[place].IsColon)
            {
                colons++;
            }

            var endsPart = bound[place].IsStar && (place + 1 == bound.Length || bound[place + 1].IsColon);
            bound[place] = bound[place] with { StopsAtColon = bound[place].IsWildcard && !endsPart };
        }

        return bound;
    }
}
