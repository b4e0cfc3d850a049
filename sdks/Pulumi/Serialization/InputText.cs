namespace Pulumi.Serialization;

/// <summary>Writes arguments that are sent as JSON text, like those of providers.</summary>
internal static class InputText
{
    public static Output<string>? Of(string path, object? value) =>
        value switch
        {
            null => null,
            IInput input => input.Flat.UntypedApply(plain => Output.Create(FormatAsync(path, plain))),
            _ => Output.Create(FormatAsync(path, value)),
        };

    private static async Task<string> FormatAsync(string path, object? value) =>
        WireJson.Format(await new Serializer(keepResources: false).SerializeAsync(path, value).ConfigureAwait(false));
}
