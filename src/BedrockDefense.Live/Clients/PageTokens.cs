namespace BedrockDefense.Live.Clients;

/// <summary>Notices pages that never end: a token that came before, or more pages than any list of this program has.</summary>
/// <param name="operation">The operation, for the error.</param>
/// <param name="account">The account, for the error.</param>
/// <param name="region">The Region, for the error.</param>
/// <param name="mostPages">The most pages that a list has.</param>
internal sealed class PageTokens(string operation, string account, string region, int mostPages = 10_000)
{
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);

    /// <summary>Notes the token of the next page; null for none.</summary>
    /// <exception cref="AwsException">The pages do not end.</exception>
    public void Add(string? token)
    {
        if (token is not null && (!_tokens.Add(token) || _tokens.Count > mostPages))
        {
            throw new AwsException(operation, account, region, $"the answer has no last page ({_tokens.Count} were read)");
        }
    }
}
