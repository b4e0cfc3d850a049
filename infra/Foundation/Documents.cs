using BedrockDefense.Catalog;
using Pulumi;

namespace BedrockDefense.Infra.Foundation;

/// <summary>Fills documents of <c>policies/</c> with values that are known only after other resources exist.</summary>
internal static class Documents
{
    /// <summary>Fills a document as soon as every value is known.</summary>
    /// <param name="path">The document, relative to <c>policies/</c>.</param>
    /// <param name="values">A value for each of its placeholders.</param>
    public static Output<string> Fill(string path, params (Placeholder Placeholder, Input<string> Value)[] values) =>
        When(values, PolicyTemplate.Load(path).Fill);

    /// <summary>Fills a document as soon as every value is known. Values without a placeholder in the document are ignored.</summary>
    /// <param name="path">The document, relative to <c>policies/</c>.</param>
    /// <param name="values">Values, among them one for each of its placeholders.</param>
    public static Output<string> FillFrom(string path, IReadOnlyCollection<(Placeholder Placeholder, Input<string> Value)> values) =>
        When(values, PolicyTemplate.Load(path).FillFrom);

    private static Output<string> When(
        IReadOnlyCollection<(Placeholder Placeholder, Input<string> Value)> values,
        Func<PlaceholderValues, string> fill
    ) =>
        Output
            .All(values.Select(value => value.Value))
            .Apply(known =>
            {
                var filled = new PlaceholderValues();
                foreach (var (value, (placeholder, _)) in known.Zip(values))
                {
                    filled.Add(placeholder, value);
                }

                return fill(filled);
            });
}
