using BedrockDefense.Hunting.Investigating;

namespace BedrockDefense.Cli.Investigating;

/// <summary>The names of the kinds of links, as all formats write them.</summary>
internal static class ChainLinkName
{
    /// <summary>Returns the name.</summary>
    public static string Of(ChainLinkKind kind) =>
        kind switch
        {
            ChainLinkKind.Use => "used",
            ChainLinkKind.IssuedBy => "issued-by",
            ChainLinkKind.Origin => "origin",
            ChainLinkKind.Missing => "missing",
            ChainLinkKind.Circle => "circle",
            ChainLinkKind.Issued => "issued",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
