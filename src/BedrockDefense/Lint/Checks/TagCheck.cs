using BedrockDefense.Catalog;

namespace BedrockDefense.Lint.Checks;

/// <summary>Finds tags that look like techniques of MITRE ATLAS and are none.</summary>
internal static class TagCheck
{
    /// <summary>Returns the findings about one rule.</summary>
    public static IEnumerable<LintFinding> Find(YamlMap document) =>
        document.Find("tags") is not YamlList tags
            ? []
            : tags
                .Items.OfType<YamlScalar>()
                // That a tag has upper case is found when the rule is read.
                .Where(tag =>
                    tag.Text.StartsWith(AtlasMatrix.Tag, StringComparison.Ordinal)
                    && !tag.Text.Any(char.IsAsciiLetterUpper)
                    && !AtlasMatrix.IsTechnique(tag.Text)
                )
                .Select(tag => new LintFinding(
                    tag.Location,
                    LintSeverity.Error,
                    $"{VisibleText.Quote(tag.Text)} is no technique of ATLAS {AtlasMatrix.Version}; write its id in lower case, such as "
                        + "atlas.aml.t0040",
                    "tag"
                ));
}
