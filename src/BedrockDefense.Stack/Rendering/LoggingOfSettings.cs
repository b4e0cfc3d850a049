using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>What of the wanted invocation logging the settings tell, and no resource.</summary>
internal static class LoggingOfSettings
{
    /// <summary>The kinds of data, and what exists without the stack.</summary>
    public static WantedLogging Of(DefenseSettings settings)
    {
        var logging = settings.InvocationLogging;
        return new(
            [.. logging.DataTypes.Select(type => type.ToString())],
            [
                .. logging.PerAccount.Values.SelectMany(own => new[] { own.LogGroup, own.Role, own.Bucket }).OfType<string>(),
                .. logging.Create == CreatedLogging.All ? (string[])[] : [logging.LogGroup, logging.Bucket],
                .. logging.Create == CreatedLogging.None ? [logging.Role] : (string[])[],
            ]
        );
    }
}
