using BedrockDefense.Sigma;

namespace BedrockDefense.Catalog;

/// <summary>The Sigma rules of <c>policies/response</c>: they alert nobody but start the restorer.</summary>
public static class ResponseRule
{
    /// <summary>The rule with this id, its placeholders not yet filled.</summary>
    /// <exception cref="InvalidInputException">There is none, or it is not valid.</exception>
    public static SigmaRule Load(string id)
    {
        var path = $"response/{id}.yml";
        return SigmaRule.Parse(
            CatalogFiles.Find(path) ?? throw new InvalidInputException($"there is no rule policies/{path}"),
            $"policies/{path}"
        );
    }
}
