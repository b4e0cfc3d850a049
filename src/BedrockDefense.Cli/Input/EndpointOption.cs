namespace BedrockDefense.Cli.Input;

/// <summary>The option <c>--endpoint-url</c>.</summary>
internal static class EndpointOption
{
    /// <summary>Reads the address; null for AWS itself.</summary>
    /// <exception cref="InvalidInputException">It is no address.</exception>
    public static Uri? Parse(string? url) =>
        url is null ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/"
            ? address
        : throw new InvalidInputException($"--endpoint-url {VisibleText.Quote(url)}: write an address such as http://localhost:5000");
}
