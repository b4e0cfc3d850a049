using BedrockDefense.Hunting;

namespace BedrockDefense.Cli.Hunting;

/// <summary>Writes what is found to standard output as soon as it is found.</summary>
internal abstract class AnswerWriter<T>(TextWriter output) : IDisposable
{
    protected TextWriter Output { get; } = output;

    public abstract void Write(T one);

    /// <summary>Writes the result of the reading, if the format has a place for it.</summary>
    public virtual void Finish(HuntReport report) => Output.Flush();

    public void Dispose() => Output.Dispose();
}
