using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;
using BedrockDefense.Live.Reading;

namespace BedrockDefense.Live.Proving.Keeping;

/// <summary>
/// A kind of state that an attack can change: how it is read, and how it is put back as it was. Everything that is needed to put it
/// back fits into a text, so that another process can do it.
/// </summary>
internal abstract class KeptState
{
    /// <summary>All kinds, by their names in a journal.</summary>
    public static IReadOnlyDictionary<string, KeptState> All { get; } =
        new KeptState[]
        {
            new LoggingState(),
            new DefaultBusRuleState(),
            new RoleState(),
            new LogGroupState(),
            new TrailState(),
        }.ToDictionary(state => state.Kind, StringComparer.Ordinal);

    /// <summary>The name in a journal.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether the state belongs to the management account, whichever account is attacked.</summary>
    public virtual bool IsOfManagement => false;

    /// <summary>What is put back, for a person.</summary>
    /// <param name="subject">What the state belongs to, such as the name of a rule.</param>
    public abstract string Describe(string subject);

    /// <summary>Reads the state.</summary>
    /// <returns>The state; null when the subject does not exist.</returns>
    /// <exception cref="AwsException">AWS refused to answer.</exception>
    public abstract Task<JsonObject?> ReadAsync(Place place, string subject);

    /// <summary>Puts back a state that differs from what it was.</summary>
    /// <param name="place">The account and Region.</param>
    /// <param name="subject">What the state belongs to.</param>
    /// <param name="before">What it was; null when it did not exist.</param>
    /// <param name="now">What it is; null when it does not exist.</param>
    /// <param name="run">The name of the run, which marks what the run created.</param>
    /// <exception cref="AwsException">AWS refused.</exception>
    /// <exception cref="NotPutBackException">It must not be put back by a machine.</exception>
    public abstract Task PutBackAsync(Place place, string subject, JsonObject? before, JsonObject? now, string run);
}
