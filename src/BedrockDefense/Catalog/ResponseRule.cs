using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>Reads the Sigma rules of <c>policies/response</c>. They start the restorer, and send no alerts.</summary>
public static class ResponseRule
{
    /// <summary>Returns the rule with this id, with its placeholders not yet filled.</summary>
    /// <exception cref="InvalidInputException">No rule has this id, or the rule is invalid.</exception>
    public static SigmaRule Load(string id)
    {
        var path = $"response/{id}.yml";
        return SigmaRule.Parse(
            CatalogFiles.Find(path) ?? throw new InvalidInputException($"there is no rule policies/{path}"),
            $"policies/{path}"
        );
    }
}
