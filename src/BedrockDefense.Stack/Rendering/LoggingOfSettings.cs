using BedrockDefense.Infra.Settings;
using BedrockDefense.Stack.Declaration;

namespace BedrockDefense.Stack.Rendering;

/// <summary>Reads the part of the wanted invocation logging that only the settings say.</summary>
internal static class LoggingOfSettings
{
    /// <summary>Returns the kinds of data, and the names that exist outside the stack.</summary>
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
