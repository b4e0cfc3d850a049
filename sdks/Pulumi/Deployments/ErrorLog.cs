namespace Pulumi;

/// <summary>The errors of a run.</summary>
internal sealed class ErrorLog
{
    private readonly List<string> _messages = [];

    public void Add(string message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }
    }

    public void ThrowIfAny()
    {
        lock (_messages)
        {
            if (_messages is [var only])
            {
                throw new RunException(only);
            }

            if (_messages.Count > 1)
            {
                throw new AggregateException(_messages.Select(message => new RunException(message)));
            }
        }
    }
}
